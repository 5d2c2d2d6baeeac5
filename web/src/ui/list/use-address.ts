import { useLocation, useRouter } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type ListAddress, readAddress, type Search, writeAddress } from './address';
import type { ListDefinition } from './definition';

declare module '@tanstack/history' {
  interface HistoryState {
    /** Cursors of the pages before this one, so that Previous works without page numbers. */
    trail?: string[];
  }
}

type Shape = Pick<ListDefinition<never>, 'filters' | 'defaultSort' | 'columns' | 'search'>;

/** The list's state lives in the address bar alone: a link, a reload and the back button all show the same rows. */
export function useListAddress(list: Shape) {
  const router = useRouter();
  const { pathname, search, state } = useLocation();
  const known: Search = search;
  const address = useMemo(() => readAddress(known, list), [known, list]);
  const trail = state.trail;

  const go = useCallback(
    (next: ListAddress, options: { replace?: boolean; trail?: string[] } = {}) =>
      void router.navigate({
        to: pathname,
        search: writeAddress(known, list, next),
        replace: options.replace ?? false,
        resetScroll: false,
        state: (previous) => ({ ...previous, trail: options.trail ?? [] }),
      }),
    [router, pathname, known, list],
  );

  return {
    address,
    search: known,
    /** Another question starts at its first page. */
    narrow: useCallback(
      (change: Partial<ListAddress>, replace = false) => go({ ...address, ...change, cursor: undefined }, { replace }),
      [address, go],
    ),
    next: useCallback(
      (cursor: string) => go({ ...address, cursor }, { trail: [...(trail ?? []), address.cursor ?? ''] }),
      [address, go, trail],
    ),
    /** A page opened from a link has no trail: then the way back is the first page. */
    previous: useCallback(
      () => go({ ...address, cursor: trail?.at(-1) || undefined }, { trail: trail?.slice(0, -1) ?? [] }),
      [address, go, trail],
    ),
    first: useCallback(() => go({ ...address, cursor: undefined }), [address, go]),
    show: useCallback(
      (saved: Search) =>
        void router.navigate({ to: pathname, search: writeAddress(saved, list, readAddress(saved, list)), state: {} }),
      [router, pathname, list],
    ),
    hasTrail: (trail?.length ?? 0) > 0,
  };
}

export type ListNavigation = ReturnType<typeof useListAddress>;
