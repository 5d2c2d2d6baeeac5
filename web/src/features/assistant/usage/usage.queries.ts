import { queryOptions } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, api } from '@/platform/api/client';
import { bothWays, type ListSource, paging } from '@/ui/list';

export type UsageLine = Schema<'ReadUsageUsageLine'>;
export type UsageByDay = Schema<'ReadUsageUsageByDay'>;

const all = ['assistant.usage'] as const;

export const usageSource: ListSource<UsageLine> = {
  key: [...all, 'list'],
  load: (query, signal) =>
    answer(
      api.GET('/api/v1/assistant/usage', {
        params: {
          query: {
            ...paging(query, bothWays('day')),
            model: query.filters.model?.[0],
            from: query.filters.from?.[0],
            to: query.filters.to?.[0],
          },
        },
        signal,
      }),
    ),
};

export const daysQuery = queryOptions({
  queryKey: [...all, 'days'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/assistant/usage/days', { signal })),
});
