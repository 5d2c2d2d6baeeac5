import type { RequestHandler } from 'msw';
import { http } from '@/testing/api';
import type { Backup, BackupJob, Backups } from './backups.queries';

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

export function backup(more: Partial<Backup> = {}): Backup {
  return {
    id: '0199a1b0-0000-7000-8000-000000000501',
    name: 'smartai-20261123t023000z-1f0c5d7a.backup',
    kind: 'logical',
    state: 'proven',
    place: 'the bucket smartai-backups below production',
    madeAt: ago(9),
    bytes: 48_213_004,
    seconds: 21.4,
    schemaVersion: '20261123142507_StandingYes',
    provenAt: ago(7),
    provenSeconds: 34.2,
    failure: null,
    ...more,
  };
}

export const failed = backup({
  id: '0199a1b0-0000-7000-8000-000000000502',
  name: 'smartai-20261122t023000z-77aa01bc.backup',
  state: 'failed',
  madeAt: ago(33),
  provenAt: null,
  provenSeconds: null,
  failure: '"smartai-20261122t023000z-77aa01bc.backup" is damaged near byte 1310720: it cannot be used.',
});
export const lost = backup({
  id: '0199a1b0-0000-7000-8000-000000000503',
  name: 'smartai-20261121t023000z-0d02be11.backup',
  state: 'lost',
  madeAt: ago(57),
  provenAt: null,
  provenSeconds: null,
});

export function job(more: Partial<BackupJob> = {}): BackupJob {
  return {
    jobId: '0199a1b0-0000-7000-8000-000000000601',
    state: 'done',
    lastError: null,
    progress: null,
    ...more,
  };
}

export const running = job({
  state: 'running',
  progress: { done: 1, total: 4, note: 'database' },
});
export const dead = job({ state: 'dead', lastError: 'BackupException: No space left on device' });

export function overview(more: Partial<Backups> = {}): Backups {
  return {
    place: 's3://smartai-backups/production',
    keepDays: 30,
    warnings: [],
    lastProven: backup(),
    lastMake: job(),
    lastVerification: job(),
    items: [backup(), backup({ ...failed, state: 'kept', failure: null })],
    ...more,
  };
}

export const nothing = overview({
  place: null,
  warnings: ['notConfigured', 'backupOld', 'proofOld'],
  lastProven: null,
  lastMake: null,
  lastVerification: null,
  items: [],
});
export const troubled = overview({
  warnings: ['proofOld', 'backupFailed', 'proofFailed', 'lost'],
  lastMake: dead,
  lastVerification: dead,
  lastProven: backup({ provenAt: ago(24 * 12) }),
  items: [backup(), failed, lost],
});

export const answers = (shown: Backups): RequestHandler =>
  http.get('/api/v1/backups', ({ response }) => response(200).json(shown));
