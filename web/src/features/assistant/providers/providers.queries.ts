import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';
import { bothWays, type ListSource, paging } from '@/ui/list';

export type Provider = Schema<'Provider'>;
export type Kind = Schema<'ProviderKind'>;
export type Trial = Schema<'TestProviderResponse'>;

export const kinds = ['openAi', 'azureOpenAi', 'anthropic', 'ollama'] as const satisfies readonly Kind[];

const all = ['assistant.providers'] as const;

export const rolesQuery = queryOptions({
  queryKey: [...all, 'roles'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/api/v1/roles', { params: { query: { limit: 200 } }, signal }))).items,
  staleTime: 60_000,
});

export const providersSource: ListSource<Provider> = {
  key: [...all, 'list'],
  load: (query, signal) =>
    answer(
      api.GET('/api/v1/assistant/providers', {
        params: { query: paging(query, bothWays('position', 'name')) },
        signal,
      }),
    ),
};

export const providerQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'provider', id],
    queryFn: ({ signal }) =>
      answerWithTag(api.GET('/api/v1/assistant/providers/{id}', { params: { path: { id } }, signal })),
  });

/** Asked of the provider itself, which may be slow or wrong: only when a person wants it. */
export const modelsQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'models', id],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/v1/assistant/providers/{id}/models', { params: { path: { id } }, signal }))).models,
    enabled: false,
    retry: false,
  });

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Whether a model answers is what the assistant begins with.
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: all }),
        cache.invalidateQueries({ queryKey: ['assistant.chat', 'offers'] }),
      ]),
  });
}

export const useCreateProvider = () =>
  useChange(({ key, body }: { key: string; body: Schema<'CreateProviderProviderRequest'> }) =>
    answer(api.POST('/api/v1/assistant/providers', { body, headers: { 'Idempotency-Key': key } })),
  );

type Version = { id: string; etag: string };
const at = ({ id, etag }: Version) => ({ path: { id }, header: { 'If-Match': etag } });

export const useUpdateProvider = () =>
  useChange(({ change, ...version }: Version & { change: Schema<'UpdateProviderProviderChangeRequest'> }) =>
    answer(api.PATCH('/api/v1/assistant/providers/{id}', { params: at(version), body: change })),
  );

export const useDeleteProvider = () =>
  useChange((version: Version) => answer(api.DELETE('/api/v1/assistant/providers/{id}', { params: at(version) })));

export const useTryProvider = () =>
  useMutation({
    mutationFn: (id: string): Promise<Trial> =>
      answer(api.POST('/api/v1/assistant/providers/{id}/test', { params: { path: { id } } })),
  });
