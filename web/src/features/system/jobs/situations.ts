import type { RequestHandler } from 'msw';
import type { Schema } from '@/api/types';
import { http } from '@/testing/api';
import { type Job, type JobDetail, states } from './jobs.queries';
import type { MyJob } from './my-jobs.queries';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export function job(index: number, more: Partial<Job> = {}): Job {
  const state = states[index % states.length] ?? 'done';
  return {
    id: `0199a1b0-0000-7000-8000-0000000004${String(index).padStart(2, '0')}`,
    kind: ['identity.mail', 'platform.jobs.tidy', 'audit.seal'][index % 3] ?? '',
    queue: 'default',
    state,
    priority: 0,
    attempts: state === 'ready' ? 0 : 1,
    maxAttempts: 5,
    createdAt: minutesAgo(index * 7),
    runAt: minutesAgo(index * 7),
    startedAt: state === 'ready' ? null : minutesAgo(index * 7),
    finishedAt: ['ready', 'running'].includes(state) ? null : minutesAgo(index * 7 - 1),
    cancelAskedAt: null,
    worker: state === 'running' ? 'node-1:4711:q7Zk2p1x' : null,
    requestId: '4bf92f3577b34da6a3ce929d0e0e4736',
    ownerId: null,
    lastError: state === 'dead' ? 'TimeoutException: The mail server did not answer.' : null,
    progress: null,
    ...more,
  };
}

export const jobs = Array.from({ length: 15 }, (_, index) => job(index));
export const running = job(31, { progress: { done: 300, total: 1200, note: null } });
export const dead = job(33, { attempts: 5 });

export const detailOf = (shown: Job, more: Partial<JobDetail> = {}): JobDetail => ({
  job: shown,
  payload: { personId: '0199a1b0-0000-7000-8000-000000000100', purpose: 'verify', secret: '***' },
  attempts: [
    {
      attempt: 1,
      startedAt: minutesAgo(9),
      endedAt: minutesAgo(8.5),
      worker: 'node-1:4711:q7Zk2p1x',
      error: 'TimeoutException: The mail server did not answer.',
    },
  ],
  log: [{ at: minutesAgo(9), attempt: 1, text: 'Page 3 of 7 read.' }],
  result: null,
  ...more,
});

export const chart: Schema<'JobChart'> = {
  stepSeconds: 60,
  points: Array.from({ length: 60 }, (_, index) => ({
    at: minutesAgo(60 - index),
    ended: (index * 7) % 23,
    failed: index % 11 === 0 ? 3 : 0,
    waitP50Ms: index % 9 === 0 ? null : 16,
    waitP95Ms: index % 9 === 0 ? null : 64 + ((index * 13) % 40),
    runP50Ms: 32,
    runP95Ms: 128,
    waiting: (index * 3) % 17,
    running: index % 5,
  })),
  queues: [{ queue: 'default', waiting: 12, planned: 3, running: 4, oldestSeconds: 2.4 }],
};

export const mine = (more: Partial<MyJob> = {}): MyJob => ({
  id: '0199a1b0-0000-7000-8000-000000000499',
  kind: 'system.jobs.retry_all',
  state: 'running',
  createdAt: minutesAgo(1),
  finishedAt: null,
  isBeingCancelled: false,
  progress: { done: 500, total: 2000, note: null },
  ...more,
});

export const listOf = (items: Job[]): RequestHandler =>
  http.get('/api/v1/jobs', ({ response }) => response(200).json({ items, next: null, total: null }));
export const jobAt = (detail: JobDetail): RequestHandler =>
  http.get('/api/v1/jobs/{id}', ({ response }) => response(200).json(detail));
export const charts: RequestHandler = http.get('/api/v1/jobs/metrics', ({ response }) => response(200).json(chart));
export const mineOf = (items: MyJob[]): RequestHandler =>
  http.get('/api/v1/me/jobs', ({ response }) => response(200).json({ items, next: null, total: null }));
