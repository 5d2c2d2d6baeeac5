import type { RequestHandler } from 'msw';
import { http } from '@/testing/api';
import type { Schedule } from './schedules.queries';

const fromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

export function schedule(more: Partial<Schedule> = {}): Schedule {
  const { cron = '20 * * * *', timeZone = 'UTC', catchUp = 'once' } = more;
  return {
    id: 'platform.jobs.tidy',
    kind: 'platform.jobs.tidy',
    cron,
    timeZone,
    catchUp,
    declaredCron: cron,
    declaredTimeZone: timeZone,
    declaredCatchUp: catchUp,
    isPaused: false,
    nextRuns: [fromNow(12), fromNow(72), fromNow(132)],
    lastRunAt: fromNow(-48),
    lastJobId: '0199a1b0-0000-7000-8000-000000000402',
    ...more,
  };
}

export const changed = schedule({
  id: 'audit.export.nightly',
  kind: 'audit.export',
  cron: '0 3 * * MON-FRI',
  timeZone: 'Europe/Madrid',
  declaredCron: '0 2 * * *',
  declaredTimeZone: 'UTC',
});
export const paused = schedule({ id: 'identity.cleanup', kind: 'identity.cleanup', isPaused: true });
export const neverRun = schedule({ id: 'system.report', kind: 'system.report', lastRunAt: null, lastJobId: null });
export const schedules = [schedule(), changed, paused, neverRun];

export const listOf = (items: Schedule[]): RequestHandler =>
  http.get('/api/v1/schedules', ({ response }) => response(200).json({ items }));
export const scheduleAt = (shown: Schedule, etag = '"1"'): RequestHandler =>
  http.get('/api/v1/schedules/{id}', ({ response }) => response(200).json(shown, { headers: { ETag: etag } }));
