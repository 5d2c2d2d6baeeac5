import type { RequestHandler } from 'msw';
import { http } from '@/testing/api';
import type { Notification, Preferences } from './inbox.queries';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export function notification(index: number, more: Partial<Notification> = {}): Notification {
  return {
    id: `0199a1b0-0000-7000-8000-0000000005${String(index).padStart(2, '0')}`,
    kind: index % 2 ? 'identity.person_joined' : 'identity.sign_in_new_device',
    title: index % 2 ? 'Omar Haddad joined' : 'New sign-in to your account',
    text: index % 2 ? 'Omar Haddad can sign in now.' : 'Firefox on Linux, from 192.0.2.17.',
    action: index % 2 ? 'Open person' : null,
    link: index % 2 ? '/me/profile' : null,
    isUrgent: index % 2 === 0,
    createdAt: minutesAgo(index * 41),
    readAt: index > 2 ? minutesAgo(index * 40) : null,
    ...more,
  };
}

export const notifications = Array.from({ length: 12 }, (_, index) => notification(index));

const channels = (inApp: 'now' | 'off', email: 'now' | 'off' | 'digest', isFixed = false) => [
  { channel: 'in-app', choice: inApp, isFixed },
  { channel: 'email', choice: email, isFixed },
];

export const preferences: Preferences = {
  timeZone: 'Europe/Madrid',
  quietFrom: null,
  quietTo: null,
  digestAt: null,
  channels: [
    { name: 'in-app', displayName: 'In the app', canDigest: false },
    { name: 'email', displayName: 'Mail', canDigest: true },
  ],
  kinds: [
    {
      name: 'identity.account_locked',
      module: 'identity',
      displayName: 'Your account is locked or unlocked',
      isMandatory: true,
      channels: channels('now', 'now', true),
    },
    {
      name: 'identity.person_joined',
      module: 'identity',
      displayName: 'Somebody joined',
      isMandatory: false,
      channels: channels('now', 'off'),
    },
  ],
};

export const listOf = (items: Notification[]): RequestHandler =>
  http.get('/api/v1/notifications', ({ response }) => response(200).json({ items, next: null, total: null }));
export const unreadOf = (unread: number): RequestHandler =>
  http.get('/api/v1/notifications/unread', ({ response }) => response(200).json({ unread }));
export const preferencesOf = (shown: Preferences): RequestHandler =>
  http.get('/api/v1/notifications/preferences', ({ response }) =>
    response(200).json(shown, { headers: { ETag: '"3"' } }),
  );
