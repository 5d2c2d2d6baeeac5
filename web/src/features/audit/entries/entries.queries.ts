import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/platform/api/client';
import type { Schema } from '@/api/types';
import { type Choice, type ListSource, type Lookup, bothWays, paging, someOf } from '@/ui/list';

export type Entry = Schema<'AuditEntry'>;

export const faces = ['web', 'api', 'token', 'assistant', 'mcp', 'cli', 'job'] as const;
export const outcomes = ['succeeded', 'refused', 'failed'] as const;

export const entriesSource: ListSource<Entry> = {
  key: ['audit.entries', 'list'],
  every: 10_000,
  load: (query, signal) => {
    const { filters } = query;
    return answer(
      api.GET('/api/v1/audit', {
        params: {
          query: {
            ...paging(query, bothWays('occurredAt')),
            actorId: filters.actorId?.[0],
            action: filters.action && [...filters.action],
            operation: filters.operation?.[0],
            face: someOf(faces, filters.face),
            outcome: someOf(outcomes, filters.outcome),
            targetType: filters.targetType?.[0],
            targetId: filters.targetId?.[0],
            requestId: filters.requestId?.[0],
            occurredFrom: filters.occurredFrom?.[0],
            occurredTo: filters.occurredTo?.[0],
          },
        },
        signal,
      }),
    );
  },
};

/** An entry never changes, so it is asked for once. */
export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: ['audit.entries', 'entry', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/audit/{id}', { params: { path: { id } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Names are taken from the trail itself: it knows what has been deleted since, and needs no further permission. */
const named = (key: 'actorId' | 'targetId', id: string, nameIn: (entry: Entry) => string | null | undefined) => ({
  queryKey: ['audit.entries', 'name', key, id],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const page = await answer(api.GET('/api/v1/audit', { params: { query: { [key]: id, limit: 1 } }, signal }));
    return page.items.map(nameIn)[0] ?? null;
  },
});
export const actorName = (id: string) => named('actorId', id, ({ actor }) => actor?.name);
export const targetName = (id: string) => named('targetId', id, ({ target }) => target?.name);

/** For whoever may also read people. */
export const findPeople = (words: string): Lookup<readonly Choice[]> => ({
  queryKey: ['audit.entries', 'people', words],
  queryFn: async ({ signal }) => {
    const query = { ...(words && { q: words }), limit: 8 };
    const { items } = await answer(api.GET('/api/v1/users', { params: { query }, signal }));
    return items.map(({ id, displayName, email }) => ({ value: id, label: displayName, help: email }));
  },
});
