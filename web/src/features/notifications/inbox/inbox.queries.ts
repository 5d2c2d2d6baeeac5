import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';
import { onServerEvent } from '@/platform/events/channel';
import { type ListSource, bothWays, paging } from '@/ui/list';

export type Notification = Schema<'Notification'>;
export type Preferences = Schema<'Preferences'>;
export type Choice = Schema<'Choice'>;

const all = ['notifications.inbox'] as const;
const news = [...all, 'news'] as const;
/** The server counts no further. */
export const mostCounted = 1000;

export const unreadQuery = queryOptions({
  queryKey: [...news, 'unread'],
  queryFn: async ({ signal }) => (await answer(api.GET('/api/v1/notifications/unread', { signal }))).unread,
  staleTime: 60_000,
});

export const latestQuery = queryOptions({
  queryKey: [...news, 'latest'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/api/v1/notifications', { params: { query: { limit: 8 } }, signal }))).items,
  staleTime: 60_000,
});

export const inboxSource: ListSource<Notification> = {
  key: [...news, 'list'],
  load: (query, signal) =>
    answer(
      api.GET('/api/v1/notifications', {
        params: {
          query: {
            ...paging(query, bothWays('createdAt')),
            unread: unreadOf(query.filters.unread?.[0]),
            kind: query.filters.kind && [...query.filters.kind],
          },
        },
        signal,
      }),
    ),
};

const unreadOf = (value: string | undefined) => (value === undefined ? undefined : value === 'true');

/** What arrives, and what is read in another tab or on another device, is here at once. */
export function useNews() {
  const cache = useQueryClient();
  useEffect(() => {
    const refresh = () => void cache.invalidateQueries({ queryKey: news });
    const stops = ['notification', 'notifications-read', 'resync'].map((name) => onServerEvent(name, refresh));
    return () => stops.forEach((stop) => stop());
  }, [cache]);
}

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => cache.invalidateQueries({ queryKey: news }) });
}

export const readOne = (id: string) =>
  answer(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } }));
export const useReadOne = () => useChange(readOne);
export const useReadMany = () => useChange((act: () => Promise<void>) => act());
export const useReadAll = () => useChange(() => answer(api.POST('/api/v1/notifications/read')));

export const preferencesQuery = queryOptions({
  queryKey: [...all, 'preferences'],
  queryFn: ({ signal }) => answerWithTag(api.GET('/api/v1/notifications/preferences', { signal })),
});

export function useSavePreferences() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ etag, ...body }: { etag: string } & Schema<'UpdatePreferencesPreferencesRequest'>) =>
      answerWithTag(api.PUT('/api/v1/notifications/preferences', { params: { header: { 'If-Match': etag } }, body })),
    onSuccess: (saved) => cache.setQueryData(preferencesQuery.queryKey, saved),
  });
}

export const unsubscriptionQuery = (token: string) =>
  queryOptions({
    queryKey: [...all, 'unsubscription', token],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/notifications/unsubscribe', { params: { query: { token } }, signal })),
    retry: false,
  });

export const useUnsubscribe = () =>
  useMutation({
    mutationFn: (token: string) =>
      answer(api.POST('/api/v1/notifications/unsubscribe', { params: { query: { token } } })),
  });
