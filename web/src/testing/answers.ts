import type { Schema } from '@/api/types';
import { http, problem } from './api';
import { profile } from './people';

/** Answers that several stories and tests begin with. */
const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();

export const unavailable = () => problem(503, 'request.unavailable');
export const denied = () => problem(403, 'access.denied');
/** Never answers: what a person sees meanwhile. */
export const forever = () => new Promise<never>(() => undefined);

export const mySessions: Schema<'MySession'>[] = [
  {
    id: '0199a1b0-0000-7000-8000-0000000000a1',
    createdAt: ago(10),
    lastSeenAt: ago(0),
    expiresAt: ago(-300),
    address: '203.0.113.7',
    client: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36',
    isCurrent: true,
  },
  {
    id: '0199a1b0-0000-7000-8000-0000000000a2',
    createdAt: ago(150),
    lastSeenAt: ago(3),
    expiresAt: ago(-300),
    address: '198.51.100.24',
    client: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1',
    isCurrent: false,
  },
];

export const myTokens: Schema<'MyToken'>[] = [
  {
    id: '0199a1b0-0000-7000-8000-0000000000b1',
    name: 'Nightly export',
    scopes: ['audit.entries.read', 'identity.users.read'],
    createdAt: ago(400),
    expiresAt: ago(-400),
    lastUsedAt: ago(5),
  },
  {
    id: '0199a1b0-0000-7000-8000-0000000000b2',
    name: 'Old laptop',
    scopes: ['identity.users.read'],
    createdAt: ago(2000),
    expiresAt: ago(30),
    lastUsedAt: null,
  },
];

export const mails: Schema<'Mail'>[] = [
  {
    to: 'ada@example.com',
    subject: 'Confirm your email address',
    text: 'Open http://localhost:8080/verify?token=abc to confirm.',
    html: '<p>Confirm <a href="http://localhost:8080/verify?token=abc">your address</a></p>',
    sentAt: ago(0.1),
  },
  {
    to: 'grace@example.com',
    subject: 'You are invited',
    text: 'http://localhost:8080/accept-invitation?token=def',
    html: '',
    sentAt: ago(2),
  },
];

export const answers = {
  profile: http.get('/api/v1/me', ({ response }) => response(200).json(profile, { headers: { ETag: '"1"' } })),
  sessions: http.get('/api/v1/me/sessions', ({ response }) =>
    response(200).json({ items: mySessions, next: null, total: null }),
  ),
  tokens: http.get('/api/v1/me/tokens', ({ response }) =>
    response(200).json({ items: myTokens, next: null, total: null }),
  ),
  mails: http.get('/api/v1/development/mailbox', ({ response }) => response(200).json({ items: mails })),
};

/** What every page inside the shell asks for. */
export const everywhere = [
  http.get('/api/v1/me/jobs', ({ response }) => response(200).json({ items: [], next: null, total: null })),
  http.get('/api/v1/notifications/unread', ({ response }) => response(200).json({ unread: 0 })),
  http.get('/api/v1/approvals/waiting', ({ response }) => response(200).json({ items: [], next: null, total: 0 })),
];
