import { useMemo } from 'react';
import { useSession } from '@/platform/session/use-session';
import { type ListAddress, toQuery } from './address';
import type { ListDefinition } from './definition';
import { useListAddress } from './use-address';

/** What a list's address asks the server for, in the reader's zone. */
export function useListQuery(definition: ListDefinition<never>, address: ListAddress) {
  const zone = useSession().user?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => toQuery(address, definition, zone), [address, definition, zone]);
}

/** The same for a page that acts on everything its list would show. */
export function useQueryInAddress(definition: ListDefinition<never>) {
  return useListQuery(definition, useListAddress(definition).address);
}
