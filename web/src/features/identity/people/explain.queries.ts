import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/platform/api/client';
import { isRecord } from './is-record';

export const explanationQuery = (userId: string, operation: string) =>
  queryOptions({
    queryKey: ['identity.people', 'explain', userId, operation],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/permissions/explain', { params: { query: { operation, userId } }, signal })),
    enabled: operation !== '',
    retry: false,
  });

export interface Operation {
  id: string;
  summary: string;
}

/**
 * What can be asked about, from the server's own API document. Only a help: without it the operation's id is typed.
 */
export const operationsQuery = queryOptions({
  queryKey: ['identity.people', 'operations'],
  queryFn: async ({ signal }): Promise<Operation[]> => {
    const response = await fetch(new URL('/openapi/v1.json', location.origin), { signal });
    return response.ok ? operationsIn(await response.json()) : [];
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** Anonymous operations and one's own account are left out: there is nothing to explain about them. */
export function operationsIn(document: unknown): Operation[] {
  if (!isRecord(document) || !isRecord(document.paths)) return [];
  return Object.values(document.paths)
    .flatMap((path) => (isRecord(path) ? Object.values(path) : []))
    .flatMap((operation) => {
      if (!isRecord(operation) || typeof operation.operationId !== 'string') return [];
      const permission = operation['x-permission'];
      if (typeof permission !== 'string' || permission === 'self') return [];
      const summary = typeof operation.summary === 'string' ? operation.summary : '';
      return [{ id: operation.operationId, summary }];
    })
    .toSorted((left, right) => left.id.localeCompare(right.id));
}
