import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, api } from '@/platform/api/client';

export type Token = Schema<'MyToken'>;
const tokensKey = ['me', 'tokens'] as const;

export const tokensQuery = infiniteQueryOptions({
  queryKey: tokensKey,
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET('/api/v1/me/tokens', { params: { query: pageParam ? { cursor: pageParam } : {} }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

type NewToken = { name: string; scopes: string[]; expiresInDays: number };

export function useCreateToken() {
  const queries = useQueryClient();
  return useMutation({
    // The key belongs to one attempt of the person, so that a lost answer does not make a second token.
    mutationFn: ({ body, key }: { body: NewToken; key: string }) =>
      answer(api.POST('/api/v1/me/tokens', { body, headers: { 'Idempotency-Key': key } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensKey }),
  });
}

export function useRevokeToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/me/tokens/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensKey }),
  });
}
