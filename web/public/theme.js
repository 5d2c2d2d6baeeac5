// Runs before the first paint, from our own origin: the policy allows no inline script.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('theme');
  } catch (refused) {
    // Storage is off; the system decides.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-theme', dark ? 'dark' : 'light');
})();
