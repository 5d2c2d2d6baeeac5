import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

type Named = { pathname: string; text: string };

let named: Named | undefined;
const listeners = new Set<() => void>();

function set(next: Named | undefined) {
  named = next;
  for (const listener of listeners) listener();
}

export const pageTitle = {
  get: () => named,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** Names this page after the thing it shows, in the document's title and the breadcrumb. */
export function usePageTitle(text: string | undefined) {
  const pathname = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    if (!text) return undefined;
    set({ pathname, text });
    return () => set(undefined);
  }, [pathname, text]);
}
