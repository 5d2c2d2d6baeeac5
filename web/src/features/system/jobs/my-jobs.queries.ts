import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/platform/api/client';
import type { Schema } from '@/api/types';
import { states } from './jobs.queries';

export type MyJob = Schema<'MyJob'>;
type Mine = { items: MyJob[]; since: number };

/** When this visit began: what had ended by then has been read on the page it was started from. */
const began = Date.now();

export const mineQuery = queryOptions({
  queryKey: ['system.jobs', 'mine'] as const,
  queryFn: async ({ signal }): Promise<Mine> => {
    const { items } = await answer(api.GET('/api/v1/me/jobs', { params: { query: { limit: 20 } }, signal }));
    return { items, since: began };
  },
  staleTime: 60_000,
  // The stream tells how things go on; this is for when it is away.
  refetchInterval: ({ state }) => (state.data?.items.some(({ finishedAt }) => !finishedAt) ? 10_000 : false),
});

export const cancelMine = (id: string) => answer(api.POST('/api/v1/me/jobs/{id}/cancel', { params: { path: { id } } }));

export function shownIn(items: readonly MyJob[], since: number): MyJob[] {
  return items.filter(({ finishedAt }) => !finishedAt || Date.parse(finishedAt) > since);
}

/** Moves the bar of a job that is known; anything else is asked for. */
export function followMine(cache: QueryClient, news: unknown) {
  const told = read(news);
  const mine = cache.getQueryData<Mine>(mineQuery.queryKey);
  const known = mine?.items.find(({ id }) => id === told?.id);
  if (!mine || !told || !known || told.state !== known.state) {
    void cache.invalidateQueries({ queryKey: mineQuery.queryKey });
    return;
  }
  const items = mine.items.map((job) => (job === known ? { ...job, progress: told.progress } : job));
  cache.setQueryData<Mine>(mineQuery.queryKey, { ...mine, items });
}

function read(news: unknown): Pick<MyJob, 'id' | 'state' | 'progress'> | undefined {
  if (typeof news !== 'object' || news === null) return undefined;
  const { id, state, done, total, note }: Record<string, unknown> = { ...news };
  const known = states.find((each) => each === state);
  if (typeof id !== 'string' || !known) return undefined;
  const counted = typeof done === 'number' && typeof total === 'number';
  return { id, state: known, progress: counted ? { done, total, note: typeof note === 'string' ? note : null } : null };
}
