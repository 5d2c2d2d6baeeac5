import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, api } from '@/platform/api/client';

export type MySession = Schema<'MySession'>;
export const sessionsKey = ['me', 'sessions'] as const;

export const sessionsQuery = infiniteQueryOptions({
  queryKey: sessionsKey,
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET('/api/v1/me/sessions', { params: { query: pageParam ? { cursor: pageParam } : {} }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  });
}

export const changePassword = (body: { currentPassword: string; newPassword: string }) =>
  answer(api.POST('/api/v1/me/password', { body }));
