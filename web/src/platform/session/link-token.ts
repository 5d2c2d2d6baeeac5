const kept = new Map<string, string>();

/** Holds a mail link's token in memory only, for the page it was meant for. */
export function keepLinkToken(pathname: string, token: string) {
  kept.set(pathname, token);
}

/** The token this page was opened with; gone after a reload, as it should be. */
export function linkToken(pathname: string): string | undefined {
  return kept.get(pathname);
}
