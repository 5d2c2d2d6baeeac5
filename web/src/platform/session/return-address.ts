import { endReasons, type EndReason } from './session';

/** The address to come back to, or `/`. Only paths of this application, so that a link cannot send a person elsewhere. */
export function safeReturn(address: unknown): string {
  if (typeof address !== 'string' || !address.startsWith('/')) return '/';
  try {
    const url = new URL(address, location.origin);
    // `//host`, `/\host` and control characters resolve to another origin.
    return url.origin === location.origin ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}

/** The search part of the sign-in page's address: why, and where to go on. */
export function signInSearch(reason: EndReason, from: string): Record<string, string> {
  return from === '/' ? (reason === 'required' ? {} : { reason }) : { reason, return: from };
}

export function readReason(value: unknown): EndReason | undefined {
  return endReasons.find((reason) => reason === value);
}
