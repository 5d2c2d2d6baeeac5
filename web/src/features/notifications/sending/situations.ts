import type { RequestHandler } from 'msw';
import { http } from '@/testing/api';
import { type Delivery, type DeliveryDetail, type RefusedAddress, statuses } from './deliveries.queries';
import type { Template, TemplateLine } from './templates.queries';
import type { Webhook } from './webhooks.queries';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const event = '0199a1b0-0000-7000-8000-0000000006ff';

export function delivery(index: number, more: Partial<Delivery> = {}): Delivery {
  const status = statuses[index % statuses.length] ?? 'delivered';
  return {
    id: `0199a1b0-0000-7000-8000-0000000006${String(index).padStart(2, '0')}`,
    eventId: event,
    kind: 'identity.account_locked',
    channel: index % 2 ? 'webhook' : 'email',
    userId: index % 2 ? null : '0199a1b0-0000-7000-8000-000000000100',
    webhookId: index % 2 ? '0199a1b0-0000-7000-8000-000000000700' : null,
    recipientName: index % 2 ? 'Operations' : 'Inés Vidal',
    status,
    attempts: status === 'waiting' ? 0 : 2,
    reason: status === 'dead' ? 'The mail server answered 451; it may take the mail later.' : null,
    latencyMs: status === 'delivered' ? 180 : null,
    dueAt: null,
    createdAt: minutesAgo(index * 9),
    finishedAt: index % 6 > 1 ? minutesAgo(index * 9 - 1) : null,
    ...more,
  };
}

export const deliveries = Array.from({ length: 14 }, (_, index) => delivery(index));
export const dead = delivery(3);

export function detailOf(line: Delivery): DeliveryDetail {
  const { id, eventId, kind, channel, userId, webhookId, status, reason, dueAt, createdAt, finishedAt, attempts } =
    line;
  return {
    id,
    eventId,
    kind,
    channel,
    userId,
    webhookId,
    status,
    reason,
    dueAt,
    createdAt,
    finishedAt,
    recipientName: userId ? 'Inés Vidal' : 'Operations',
    attempts: Array.from({ length: attempts }, (_, index) => ({
      number: attempts - index,
      startedAt: minutesAgo(9 + index),
      latencyMs: 190,
      outcome: 'failed' as const,
      reason: 'The mail server answered 451.',
    })),
  };
}

export const refusedAddress: RefusedAddress = {
  id: '0199a1b0-0000-7000-8000-0000000006aa',
  userId: '0199a1b0-0000-7000-8000-000000000100',
  address: 'sam@example.org',
  reason: 'The mail server refuses this recipient (550).',
  refusedAt: minutesAgo(600),
};

export const webhook = (more: Partial<Webhook> = {}): Webhook => ({
  id: '0199a1b0-0000-7000-8000-000000000700',
  name: 'Operations',
  format: 'standard',
  language: 'en',
  origin: 'https://hooks.example.org',
  kinds: ['identity.account_locked'],
  isEnabled: true,
  previousSecretUntil: null,
  createdAt: minutesAgo(9000),
  ...more,
});

export const templates: TemplateLine[] = ['en', 'es', 'fr'].map((language) => ({
  kind: 'identity.person_joined',
  language,
  name: 'Somebody joined',
  isChanged: language === 'es',
}));
export const template = (more: Partial<Template> = {}): Template => ({
  kind: 'identity.person_joined',
  language: 'en',
  name: 'Somebody joined',
  subject: '{name} joined',
  text: '{name} can sign in now.',
  variables: ['name', 'roles'],
  isChanged: false,
  ...more,
});

export const names: RequestHandler = http.get('/api/v1/notifications/preferences', ({ response }) =>
  response(200).json({
    timeZone: 'UTC',
    quietFrom: null,
    quietTo: null,
    digestAt: null,
    channels: [{ name: 'email', displayName: 'Mail', canDigest: true }],
    kinds: [
      {
        name: 'identity.account_locked',
        module: 'identity',
        displayName: 'An account is locked',
        isMandatory: true,
        channels: [],
      },
    ],
  }),
);
export const deliveriesOf = (items: Delivery[]): RequestHandler =>
  http.get('/api/v1/deliveries', ({ response }) => response(200).json({ items, next: null, total: null }));
export const deliveryAt = (detail: DeliveryDetail): RequestHandler =>
  http.get('/api/v1/deliveries/{id}', ({ response }) => response(200).json(detail));
export const refusedOf = (items: RefusedAddress[]): RequestHandler =>
  http.get('/api/v1/deliveries/refused-addresses', ({ response }) =>
    response(200).json({ items, next: null, total: null }),
  );
export const webhooksOf = (items: Webhook[]): RequestHandler =>
  http.get('/api/v1/webhooks', ({ response }) => response(200).json({ items, next: null, total: null }));
export const webhookAt = (shown: Webhook): RequestHandler =>
  http.get('/api/v1/webhooks/{id}', ({ response }) => response(200).json(shown, { headers: { ETag: '"5"' } }));
export const templatesOf = (items: TemplateLine[]): RequestHandler =>
  http.get('/api/v1/notifications/templates', ({ response }) => response(200).json({ items }));
export const templateAt = (shown: Template): RequestHandler =>
  http.get('/api/v1/notifications/templates/{kind}/{language}', ({ response }) =>
    response(200).json(shown, { headers: { ETag: '"0"' } }),
  );
const fill = (words: string) => words.replaceAll('{name}', 'Sam Rivera');
export const preview: RequestHandler = http.post(
  '/api/v1/notifications/templates/{kind}/{language}/preview',
  async ({ request, response }) => {
    const { subject, text } = await request.json();
    return response(200).json({ subject: fill(subject), text: fill(text), html: '' });
  },
);
