// Runs before Scalar, so that Scalar runs under a policy that takes no inline style without the nonce. What it makes at
// run time is given the nonce, and style attributes are set through the object model, which the policy allows: it is
// markup that it distrusts, and no markup of ours or of Scalar's comes from anybody else.
(() => {
  const { nonce } = document.currentScript;
  // Scalar's zod compiles no code where it is told so before it starts.
  globalThis.__zod_globalConfig = { jitless: true };

  const create = Document.prototype.createElement;
  Document.prototype.createElement = function (...args) {
    const made = create.apply(this, args);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  };

  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === 'style') this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };

  const innerHTML = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
  Object.defineProperty(Element.prototype, 'innerHTML', {
    ...innerHTML,
    set(text) {
      innerHTML.set.call(this, String(text).replace(/(<[a-z][^<>]*?\s)style=/gi, '$1data-style='));
      for (const made of this.querySelectorAll('[data-style]')) made.style.cssText = made.dataset.style;
    },
  });
})();
