# Keeps values by key and tells their median, smallest and largest.
function add(key, value) { values[key, ++known[key]] = value }

function sorted(key, into,    i, j, n, v) {
  n = known[key]
  for (i = 1; i <= n; i++) {
    v = values[key, i]
    for (j = i - 1; j >= 1 && into[j] > v; j--) into[j + 1] = into[j]
    into[j + 1] = v
  }
  return n
}

function median(key,    into, n) {
  n = sorted(key, into)
  return n % 2 ? into[(n + 1) / 2] : (into[n / 2] + into[n / 2 + 1]) / 2
}

function spread(key, form,    into, n) {
  n = sorted(key, into)
  return sprintf(form " (" form " to " form ")", median(key), into[1], into[n])
}
