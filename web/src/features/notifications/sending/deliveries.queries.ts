import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, api } from '@/platform/api/client';
import { type ListSource, bothWays, paging, someOf } from '@/ui/list';

export type Delivery = Schema<'NamedDelivery'>;
export type DeliveryDetail = Schema<'DeliveryDetail'>;
export type RefusedAddress = Schema<'ManageAddressesAddressView'>;

export const statuses = ['waiting', 'sending', 'delivered', 'dead', 'uncertain', 'skipped'] as const;
const all = ['notifications.sending', 'deliveries'] as const;

export const deliveriesSource: ListSource<Delivery> = {
  key: [...all, 'list'],
  every: 10_000,
  load: (query, signal) => {
    const { filters } = query;
    return answer(
      api.GET('/api/v1/deliveries', {
        params: {
          query: {
            ...paging(query, bothWays('createdAt')),
            status: someOf(statuses, filters.status),
            channel: filters.channel && [...filters.channel],
            kind: filters.kind && [...filters.kind],
            userId: filters.userId?.[0],
            webhookId: filters.webhookId?.[0],
            eventId: filters.eventId?.[0],
            createdFrom: filters.createdFrom?.[0],
            createdTo: filters.createdTo?.[0],
          },
        },
        signal,
      }),
    );
  },
};

/** Looked at again until it has ended. */
export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/deliveries/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) =>
      state.data && (state.data.status === 'waiting' || state.data.status === 'sending') ? 2000 : false,
  });

export function useResend() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/v1/deliveries/{id}/resend', { params: { path: { id } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: all }),
  });
}

export const refusedSource: ListSource<RefusedAddress> = {
  key: [...all, 'refused'],
  every: 30_000,
  load: (query, signal) =>
    answer(
      api.GET('/api/v1/deliveries/refused-addresses', {
        params: { query: paging(query, bothWays('refusedAt')) },
        signal,
      }),
    ),
};

export function useClearAddress() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/v1/deliveries/refused-addresses/{id}', { params: { path: { id } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: all }),
  });
}

/** The name behind a filter's id, from one of its deliveries. */
const named = (key: 'userId' | 'webhookId', id: string) => ({
  queryKey: [...all, 'name', key, id],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const { items } = await answer(
      api.GET('/api/v1/deliveries', { params: { query: { [key]: id, limit: 1 } }, signal }),
    );
    if (!items[0]) return null;
    const path = { id: items[0].id };
    return (await answer(api.GET('/api/v1/deliveries/{id}', { params: { path }, signal }))).recipientName;
  },
});
export const personName = (id: string) => named('userId', id);
export const webhookName = (id: string) => named('webhookId', id);
