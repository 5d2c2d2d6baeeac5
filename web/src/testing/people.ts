import type { Schema } from '@/api/types';

/** A situation for tests and stories: a member without any administration. */
export const member: Schema<'SessionUser'> = {
  id: '0199a1b0-0000-7000-8000-000000000001',
  email: 'ada@example.com',
  displayName: 'Ada Byron',
  status: 'active',
  roles: ['member'],
  language: 'en',
  timeZone: 'Europe/Madrid',
  theme: 'light',
  density: 'comfortable',
};

export const everyPermission = [
  'approvals.decide',
  'approvals.tools.read',
  'approvals.tools.update',
  'assistant.providers.manage',
  'assistant.rules.manage',
  'assistant.usage.read',
  'audit.entries.read',
  'identity.roles.read',
  'identity.roles.update',
  'identity.users.deactivate',
  'identity.users.invite',
  'identity.users.lock',
  'identity.users.read',
  'identity.users.update',
  'mcp.servers.manage',
  'notifications.deliveries.read',
  'notifications.deliveries.resend',
  'notifications.templates.manage',
  'notifications.webhooks.manage',
  'system.backups.read',
  'system.backups.update',
  'system.jobs.read',
  'system.jobs.update',
  'system.schedules.read',
  'system.schedules.update',
];

export function sessionOf(user: Schema<'SessionUser'> | null, permissions: readonly string[] = []): Schema<'Session'> {
  return {
    user,
    permissions: [...permissions],
    antiforgeryToken: user ? 'antiforgery' : null,
    capabilities: { developmentMailbox: false, registrationOpen: true, needsSetup: false },
    endedBy: null,
  };
}

export const profile: Schema<'Me'> = { ...member, createdAt: '2026-03-02T09:30:00Z' };
