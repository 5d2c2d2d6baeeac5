import type { RequestHandler } from 'msw';
import type { Schema } from '@/api/types';
import { http } from '@/testing/api';
import type { Person, PersonDetail } from './people.queries';

const roles = ['administrator', 'member', 'editor'];
const names = ['Inés Vidal', 'Omar Haddad', 'Chloé Martin', 'Jonas Weber', 'Aiko Tanaka', 'Lucía Fernández de Córdoba'];
const statuses = ['active', 'locked', 'invited', 'unverified', 'deactivated', 'active'] as const;

export const people: Person[] = Array.from({ length: 24 }, (_, index) => ({
  id: `0199a1b0-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`,
  email: `person${index + 1}@example.com`,
  displayName: index < 6 ? (names[index] ?? '') : `${names[index % 6]} ${index + 1}`,
  status: statuses[index % 6] ?? 'active',
  roles: index % 4 === 0 ? ['member', 'editor'] : ['member'],
  createdAt: new Date(Date.UTC(2026, 10, 20 - index, 9)).toISOString(),
  lastSeenAt: index % 3 === 2 ? null : new Date(Date.UTC(2026, 10, 22, 8) - index * 5_000_000).toISOString(),
}));

export function detailOf(index: number, more: Partial<PersonDetail> = {}): PersonDetail {
  const person = people[index];
  if (!person) throw new Error(`Nobody at ${index}`);
  return { ...person, lockReason: null, lockedAt: null, language: 'es', timeZone: 'Europe/Madrid', ...more };
}

export const listOf = (items: Person[]): RequestHandler =>
  http.get('/api/v1/users', ({ response }) => response(200).json({ items, next: null, total: null }));

export const personAt = (person: PersonDetail, etag = '"1"'): RequestHandler =>
  http.get('/api/v1/users/{id}', ({ response }) => response(200).json(person, { headers: { ETag: etag } }));

export const roleList: RequestHandler = http.get('/api/v1/roles', ({ response }) =>
  response(200).json({
    items: roles.map((name, index) => ({
      id: `0199a1b0-0000-7000-8000-00000000020${index}`,
      name,
      description: `What a ${name} needs`,
      permissions: [],
      isBuiltIn: index < 2,
      memberCount: index,
      createdAt: '2026-03-02T09:30:00Z',
    })),
    next: null,
    total: null,
  }),
);

export const explained = (explanation: Partial<Schema<'Explanation'>>): RequestHandler =>
  http.get('/api/v1/permissions/explain', ({ response, query }) =>
    response(200).json({
      operation: query.get('operation') ?? '',
      permission: 'identity.users.lock',
      allowed: false,
      reason: 'access.denied',
      roles: ['administrator'],
      heldRoles: ['member'],
      ...explanation,
    }),
  );
