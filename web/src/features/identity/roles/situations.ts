import type { RequestHandler } from 'msw';
import { http } from '@/testing/api';
import type { Role } from './roles.queries';

const role = (index: number, name: string, more: Partial<Role>): Role => ({
  id: `0199a1b0-0000-7000-8000-00000000020${index}`,
  name,
  description: '',
  permissions: [],
  isBuiltIn: false,
  memberCount: 0,
  createdAt: '2026-03-02T09:30:00Z',
  ...more,
});

export const permissions = [
  { name: 'identity.users.read', module: 'identity', description: 'See people and their accounts' },
  { name: 'identity.users.lock', module: 'identity', description: 'Lock and unlock accounts' },
  { name: 'identity.roles.read', module: 'identity', description: 'See roles and what they allow' },
  { name: 'audit.entries.read', module: 'audit', description: 'Read the audit trail' },
];

export const administrator = role(0, 'administrator', {
  description: 'Runs the platform',
  permissions: permissions.map(({ name }) => name),
  isBuiltIn: true,
  memberCount: 2,
});
export const helpDesk = role(2, 'help desk', {
  description: 'Helps people who cannot get in',
  permissions: ['identity.users.read', 'identity.users.lock'],
  memberCount: 3,
});
export const roles = [administrator, role(1, 'member', { isBuiltIn: true, memberCount: 41 }), helpDesk];

export const listOf = (items: Role[]): RequestHandler =>
  http.get('/api/v1/roles', ({ response }) => response(200).json({ items, next: null, total: null }));
export const roleAt = (shown: Role): RequestHandler =>
  http.get('/api/v1/roles/{id}', ({ response }) => response(200).json(shown, { headers: { ETag: '"7"' } }));
export const permissionList: RequestHandler = http.get('/api/v1/permissions', ({ response }) =>
  response(200).json({ items: permissions, next: null, total: null }),
);
