import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/platform/api/client';
import type { Schema } from '@/api/types';
import { type ListSource, bothWays, paging, someOf } from '@/ui/list';

export type Entry = Schema<'AuditEntry'>;

export const faces = ['web', 'api', 'token', 'assistant', 'mcp', 'cli', 'job'] as const;
export const outcomes = ['succeeded', 'refused', 'failed'] as const;

export const entriesSource: ListSource<Entry> = {
  key: ['audit.entries', 'list'],
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
