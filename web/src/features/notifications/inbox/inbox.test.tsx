import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { dispatch } from '@/platform/events/channel';
import { expectAccessible } from '@/testing/a11y';
import { http, problem } from '@/testing/api';
import { renderAt } from '@/testing/render-at';
import { requestOf, valuesOf } from './preference-values';
import { listOf, notification, notifications, preferences, preferencesOf, unreadOf } from './situations';

describe('the bell', () => {
  it('counts what is unread, and counts again when something arrives', async () => {
    let unread = 0;
    await renderAt('/', {
      handlers: [http.get('/api/v1/notifications/unread', ({ response }) => response(200).json({ unread }))],
    });
    expect(await screen.findByRole('button', { name: 'Notifications' })).toBeVisible();
    unread = 2;
    dispatch({ name: 'notification', data: { id: 'new', kind: 'identity.person_joined' } });
    expect(await screen.findByRole('button', { name: 'Notifications, 2 unread' })).toHaveTextContent('2');
    unread = 5;
    dispatch({ name: 'resync', data: null });
    expect(await screen.findByRole('button', { name: 'Notifications, 5 unread' })).toHaveTextContent('5');
  });

  it('shows the latest and marks them all as read', async () => {
    let unread = 3;
    const { user, baseElement } = await renderAt('/', {
      handlers: [
        listOf(notifications.slice(0, 4)),
        http.get('/api/v1/notifications/unread', ({ response }) => response(200).json({ unread })),
        http.post('/api/v1/notifications/read', ({ response }) => {
          unread = 0;
          return response(204).empty();
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Notifications, 3 unread' }));
    const dialog = await screen.findByRole('dialog', { name: 'Notifications' });
    expect(await within(dialog).findAllByRole('listitem')).toHaveLength(4);
    await expectAccessible(baseElement);
    await user.click(within(dialog).getByRole('button', { name: 'Mark all as read' }));
    await waitFor(() => expect(within(dialog).queryByRole('button', { name: 'Mark all as read' })).toBeNull());
  });
});

describe('the notifications page', () => {
  it('sends the tab as a filter and reads what a person follows', async () => {
    const asked: (string | null)[] = [];
    const read: string[] = [];
    const { user } = await renderAt('/notifications', {
      handlers: [
        preferencesOf(preferences),
        unreadOf(1),
        http.get('/api/v1/notifications', ({ request, response }) => {
          asked.push(new URL(request.url).searchParams.get('unread'));
          return response(200).json({ items: [notification(1)], next: null, total: null });
        }),
        http.post('/api/v1/notifications/{id}/read', ({ params, response }) => {
          read.push(params.id);
          return response(204).empty();
        }),
        http.get('/api/v1/me', ({ response }) => response.untyped(problem(503, 'request.unavailable'))),
      ],
    });
    await user.click(await screen.findByRole('link', { name: 'Unread' }));
    await waitFor(() => expect(asked.at(-1)).toBe('true'));
    await user.click(screen.getByRole('link', { name: 'Open person' }));
    await waitFor(() => expect(read).toEqual([notification(1).id]));
  });
});

describe('notification preferences', () => {
  it('locks what protects the account and sends everything else at once', async () => {
    const sent: { body: unknown; tag: string | null }[] = [];
    const { user, container } = await renderAt('/me/notifications', {
      handlers: [
        preferencesOf(preferences),
        http.put('/api/v1/notifications/preferences', async ({ request, response }) => {
          sent.push({ body: await request.json(), tag: request.headers.get('If-Match') });
          return response(200).json({ ...preferences, digestAt: '08:00' }, { headers: { ETag: '"4"' } });
        }),
      ],
    });
    const row = await screen.findByRole('row', { name: /Your account is locked/ });
    expect(within(row).queryByRole('combobox')).toBeNull();
    expect(within(row).getAllByRole('img', { name: /Always on/ })).toHaveLength(2);
    expect(screen.queryByLabelText('Digest comes at')).toBeNull();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Somebody joined: Mail' }), 'In the digest');
    expect(screen.getByLabelText('Digest comes at')).toHaveValue('08:00');
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: 'Save preferences' }));
    expect(await screen.findByText('Preferences saved')).toBeVisible();
    expect(sent).toEqual([
      {
        tag: '"3"',
        body: {
          quietFrom: null,
          quietTo: null,
          digestAt: '08:00',
          choices: [
            { kind: 'identity.person_joined', channel: 'in-app', choice: 'now' },
            { kind: 'identity.person_joined', channel: 'email', choice: 'digest' },
          ],
        },
      },
    ]);
  });

  it('sends no quiet hours that are not kept', () => {
    const values = { ...valuesOf(preferences), quiet: false, quietFrom: '20:00' };
    expect(requestOf(values, preferences)).toMatchObject({ quietFrom: null, quietTo: null, digestAt: null });
    expect(requestOf({ ...values, quiet: true }, preferences)).toMatchObject({ quietFrom: '20:00', quietTo: '07:00' });
  });
});

it('turns mails off only after the person says so, and keeps the link’s token out of the address', async () => {
  const calls: string[] = [];
  const answer = {
    kind: 'identity.person_joined',
    kindName: 'Somebody joined',
    channel: 'email',
    channelName: 'Mail',
    isOff: false,
  };
  const { user, router } = await renderAt('/unsubscribe?token=abc', {
    user: null,
    handlers: [
      http.get('/api/v1/notifications/unsubscribe', ({ request, response }) => {
        calls.push(`GET ${new URL(request.url).searchParams.get('token')}`);
        return response(200).json(answer);
      }),
      http.post('/api/v1/notifications/unsubscribe', ({ request, response }) => {
        calls.push(`POST ${new URL(request.url).searchParams.get('token')}`);
        return response(200).json({ ...answer, isOff: true });
      }),
    ],
  });
  const button = await screen.findByRole('button', { name: 'Turn off' });
  expect(router.state.location.href).toBe('/unsubscribe');
  expect(calls).toEqual(['GET abc']);
  await user.click(button);
  expect(await screen.findByText(/no longer told of “Somebody joined”/)).toBeVisible();
  expect(calls).toEqual(['GET abc', 'POST abc']);
});
