import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, answerWithTag, api } from '@/platform/api/client';
import type { Schema } from '@/api/types';
import type { ListSource } from '@/ui/list';

export type Schedule = Schema<'Schedule'>;

export const catchUps = ['skip', 'once', 'all'] as const satisfies readonly Schema<'CatchUp'>[];
/** In force is not what its module declares. */
export const isChanged = (s: Schedule) =>
  s.cron !== s.declaredCron || s.timeZone !== s.declaredTimeZone || s.catchUp !== s.declaredCatchUp;

/** Ids have dots, and an address that ends in one asks for a file. */
export const addressOf = (id: string) => `/admin/schedules/${id.replaceAll('.', ':')}`;
export const idIn = (segment: string) => segment.replaceAll(':', '.');

const all = ['system.schedules'] as const;

/** As many as modules declare: they come all at once. */
export const schedulesSource: ListSource<Schedule> = {
  key: [...all, 'list'],
  every: 10_000,
  load: async (_, signal) => ({ ...(await answer(api.GET('/api/v1/schedules', { signal }))), next: null }),
};

export const scheduleQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'schedule', id],
    queryFn: ({ signal }) => answerWithTag(api.GET('/api/v1/schedules/{id}', { params: { path: { id } }, signal })),
  });

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => cache.invalidateQueries({ queryKey: all }) });
}

export const useRunSchedule = () =>
  useChange((id: string) => answer(api.POST('/api/v1/schedules/{id}/run', { params: { path: { id } } })));
export const usePauseSchedule = () =>
  useChange((id: string) => answer(api.POST('/api/v1/schedules/{id}/pause', { params: { path: { id } } })));
export const useResumeSchedule = () =>
  useChange((id: string) => answer(api.POST('/api/v1/schedules/{id}/resume', { params: { path: { id } } })));

export const useUpdateSchedule = () =>
  useChange(({ id, etag, ...body }: { id: string; etag: string } & Schema<'UpdateScheduleRequest'>) =>
    answer(api.PATCH('/api/v1/schedules/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body })),
  );
