import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/platform/api/client';
import type { Schema } from '@/api/types';
import { type ListQuery, type ListSource, bothWays, oneOf, paging } from '@/ui/list';

export type Job = Schema<'Job'>;
export type JobDetail = Schema<'JobDetail'>;
export type JobState = Schema<'JobState'>;

export const states = ['ready', 'running', 'done', 'dead', 'cancelled'] as const satisfies readonly JobState[];
/** What has ended badly can be tried again; what has not ended can be called off. */
export const mayRetry = ({ state }: Job) => state === 'dead' || state === 'cancelled';
export const mayCancel = ({ state, cancelAskedAt }: Job) =>
  (state === 'ready' || state === 'running') && !cancelAskedAt;

const all = ['system.jobs'] as const;
const live = 5000;
/** The server tells that jobs have changed; this is for what it tells while nobody hears it. */
const net = 30_000;

export const jobsSource: ListSource<Job> = {
  key: [...all, 'list'],
  every: net,
  news: ['jobs-changed', 'resync'],
  load: (query, signal) =>
    answer(
      api.GET('/api/v1/jobs', {
        params: {
          query: {
            ...paging(query, bothWays('createdAt', 'startedAt', 'finishedAt')),
            state: oneOf(states, query.filters.state),
            ...narrowed(query),
          },
        },
        signal,
      }),
    ),
};

const narrowed = ({ filters }: ListQuery) => ({
  kind: filters.kind?.[0],
  queue: filters.queue?.[0],
  createdFrom: filters.createdFrom?.[0],
  createdTo: filters.createdTo?.[0],
});

/** A job that has not ended is looked at again until it has. Its progress is told to its owner only. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'job', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/jobs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && ['ready', 'running'].includes(state.data.job.state) ? 2000 : false),
  });

export const chartQuery = (minutes: number) =>
  queryOptions({
    queryKey: [...all, 'chart', minutes],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/jobs/metrics', { params: { query: { minutes } }, signal })),
    refetchInterval: live,
  });

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => cache.invalidateQueries({ queryKey: all }) });
}

export const retryJob = (id: string) => answer(api.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } } }));
export const cancelJob = (id: string) => answer(api.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } } }));

export const useRetryJob = () => useChange(retryJob);
export const useCancelJob = () => useChange(cancelJob);
/** One change for the cache, however many jobs. */
export const useEachJob = () => useChange((act: () => Promise<void>) => act());

export const useRetryAll = () =>
  useChange(({ query, state, key }: { query: ListQuery; state: 'dead' | 'cancelled'; key: string }) =>
    answer(
      api.POST('/api/v1/jobs/retries', { body: { state, ...narrowed(query) }, headers: { 'Idempotency-Key': key } }),
    ),
  );
