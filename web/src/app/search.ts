/** Filters in the address are plain strings, to be read and typed by people; no JSON, no quoting. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const present = Object.entries(search).filter((entry): entry is [string, string | number | boolean] => {
    const [, value] = entry;
    return value !== '' && ['string', 'number', 'boolean'].includes(typeof value);
  });
  // Commas and colons are harmless in a query and easier on the eye.
  const text = new URLSearchParams(present.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')}` : '';
}
