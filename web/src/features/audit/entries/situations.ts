import type { RequestHandler } from 'msw';
import type { Schema } from '@/api/types';
import { http } from '@/testing/api';
import { actions } from './actions';
import { type Entry, faces, outcomes } from './entries.queries';

const someone = { id: '0199a1b0-0000-7000-8000-000000000101', name: 'Omar Haddad' };

export function entry(index: number, more: Partial<Entry> = {}): Entry {
  return {
    id: `0199a1b0-0000-7000-8000-0000000003${String(index).padStart(2, '0')}`,
    occurredAt: new Date(Date.UTC(2026, 10, 22, 9) - index * 3_700_000).toISOString(),
    actor: { id: '0199a1b0-0000-7000-8000-000000000100', name: 'Inés Vidal' },
    onBehalfOf: null,
    face: faces[index % faces.length] ?? 'web',
    operation: 'identity.users.lock',
    action: actions[index % actions.length] ?? '',
    target: { type: 'user', ...someone },
    outcome: outcomes[index % 5 === 3 ? 1 : 0] ?? 'succeeded',
    code: null,
    requestId: '0HN7Q2V1T4K5M:00000001',
    address: '192.0.2.17',
    client: 'Firefox 145 on Linux',
    changes: [],
    ...more,
  };
}

export const entries: Entry[] = Array.from({ length: 22 }, (_, index) => entry(index));

export const locked = entry(60, {
  action: 'identity.user.locked',
  face: 'assistant',
  onBehalfOf: { id: someone.id, name: 'Chloé Martin' },
  changes: [
    { field: 'status', before: 'active', after: 'locked' },
    { field: 'lockReason', before: null, after: 'Left the project' },
    { field: 'roles', before: ['member', 'editor'], after: [] },
    { field: 'x-internal', before: false, after: { depth: 2 } },
  ],
});

export const refused = entry(61, {
  action: 'identity.users.deactivate',
  outcome: 'refused',
  code: 'access.denied',
  actor: null,
  target: null,
  face: 'web',
});

export const foreign = entry(62, { action: 'notes.board.moved', face: 'job', actor: null });

export const listOf = (items: Entry[]): RequestHandler =>
  http.get('/api/v1/audit', ({ response }) => response(200).json({ items, next: null, total: null }));
export const entryAt = (shown: Entry): RequestHandler =>
  http.get('/api/v1/audit/{id}', ({ response }) => response(200).json(shown));

export const people: Schema<'Person'>[] = [
  {
    id: '0199a1b0-0000-7000-8000-000000000100',
    email: 'ines@example.com',
    displayName: 'Inés Vidal',
    status: 'active',
    roles: ['member'],
    createdAt: '2026-03-02T09:30:00Z',
    lastSeenAt: null,
  },
];
