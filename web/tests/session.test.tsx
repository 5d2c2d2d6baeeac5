import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dispatch } from '@/platform/events/channel';
import { watchSession } from '@/platform/session/watch-session';
import { answers, mySessions } from '@/testing/answers';
import { http, problem } from '@/testing/api';
import { everyPermission, profile, sessionOf } from '@/testing/people';
import { renderAt } from '@/testing/render-at';

let stop: (() => void) | undefined;
afterEach(() => stop?.());

describe('a session that ends', () => {
  it('shows the sign-in page at once, with the reason and the way back', async () => {
    const { router } = await renderAt('/me/security', { handlers: [answers.sessions] });
    stop = watchSession();
    act(() => dispatch({ name: 'session-ended', data: { reason: 'locked' } }));
    expect(await screen.findByText('An administrator locked this account.')).toBeVisible();
    expect(router.state.location.search).toEqual({ reason: 'locked', return: '/me/security' });
  });

  it.each([
    [null, /Your session is over/],
    ['locked', /An administrator locked this account/],
    ['a reason of a later version', /Your session is over/],
  ])('is noticed by whichever call is refused first, with what the server says of it (%s)', async (endedBy, words) => {
    let asked = 0;
    await renderAt('/me/tokens', {
      handlers: [
        http.untyped.get('*/api/v1/me/tokens', () => problem(401, 'access.not_signed_in')),
        http.get('/api/v1/session', ({ response }) => {
          asked += 1;
          return response(200).json({ ...sessionOf(null), endedBy });
        }),
      ],
    });
    expect(await screen.findByText(words)).toBeVisible();
    expect(asked).toBe(1);
  });
});

it('sends the antiforgery token with what changes something, and says what happened', async () => {
  const sent = vi.fn<(token: string | null) => void>();
  const { user } = await renderAt('/me/security', {
    handlers: [
      answers.sessions,
      http.delete('/api/v1/me/sessions/{id}', ({ request, response }) => {
        sent(request.headers.get('X-CSRF-Token'));
        return response(204).empty();
      }),
    ],
  });
  await user.click(await screen.findByRole('button', { name: 'End session Safari on iOS' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'End session' }));
  expect(await screen.findByText('Session ended')).toBeVisible();
  expect(sent).toHaveBeenCalledExactlyOnceWith('antiforgery');
  expect(mySessions).toHaveLength(2);
});

it('shows both versions when the profile was changed elsewhere, and saves over it only when told', async () => {
  const tags: (string | null)[] = [];
  let etag = '"1"';
  const { user } = await renderAt('/me/profile', {
    handlers: [
      http.get('/api/v1/me', ({ response }) =>
        response(200).json(
          { ...profile, displayName: etag === '"1"' ? 'Ada Byron' : 'Ada King' },
          { headers: { ETag: etag } },
        ),
      ),
      http.untyped.patch('*/api/v1/me', ({ request }) => {
        tags.push(request.headers.get('If-Match'));
        if (tags.length > 1)
          return Response.json({ ...profile, displayName: 'Ada Lovelace' }, { headers: { ETag: '"3"' } });
        etag = '"2"';
        return problem(412, 'request.stale');
      }),
    ],
  });
  const name = await screen.findByRole('textbox', { name: 'Name' });
  await user.clear(name);
  await user.type(name, 'Ada Lovelace');
  await user.click(screen.getByRole('button', { name: 'Save profile' }));
  const conflict = await screen.findByRole('table');
  expect(within(conflict).getByRole('cell', { name: 'Ada King' })).toBeVisible();
  expect(within(conflict).getByRole('cell', { name: 'Ada Lovelace' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Save mine' }));
  expect(await screen.findByText('Profile saved')).toBeVisible();
  expect(tags).toEqual(['"1"', '"2"']);
});

it('shows a new token once and refuses to make one without permissions', async () => {
  const { user } = await renderAt('/me/tokens', {
    permissions: ['identity.users.read'],
    handlers: [
      answers.tokens,
      http.post('/api/v1/me/tokens', ({ response }) => response(201).json({ id: profile.id, token: 'sai_pat_once' })),
    ],
  });
  await user.click(await screen.findByRole('button', { name: 'Create token' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Script');
  await user.click(dialog.getByRole('button', { name: 'Create token' }));
  expect(await dialog.findByText('Choose at least one permission.')).toBeVisible();
  await user.click(dialog.getByRole('checkbox', { name: 'identity.users.read' }));
  await user.click(dialog.getByRole('button', { name: 'Create token' }));
  expect(await screen.findByText('sai_pat_once')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'I have stored it' }));
  await waitFor(() => expect(screen.queryByText('sai_pat_once')).not.toBeInTheDocument());
});

describe('the shell', () => {
  it('offers a member nothing that would be refused', async () => {
    await renderAt('/');
    const rail = within(await screen.findByRole('navigation', { name: 'Main navigation' }));
    expect(rail.getByRole('link', { name: 'Profile' })).toBeInTheDocument();
    expect(rail.queryByRole('link', { name: 'People' })).not.toBeInTheDocument();
    expect(screen.queryByRole('link', { name: /Invite people/ })).not.toBeInTheDocument();
  });

  it('names the permission that a page would need', async () => {
    await renderAt('/admin/people');
    expect(await screen.findByRole('heading', { name: 'You may not see this' })).toBeVisible();
    expect(screen.getByText('identity.users.read')).toBeVisible();
  });

  it('goes anywhere from the keyboard and puts the focus on the heading', async () => {
    const { user } = await renderAt('/', { permissions: everyPermission, handlers: [answers.tokens] });
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox'), 'access tok');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'Access tokens' })).toHaveFocus());
    expect(document.title).toBe('Access tokens · SmartAIPlatForm');
  });

  it('leaves the focus in a palette that was opened while a page was on its way', async () => {
    const { user, router } = await renderAt('/', { permissions: everyPermission, handlers: [answers.tokens] });
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('{Control>}k{/Control}');
    await act(() => router.navigate({ to: '/me/tokens' }));
    expect(await screen.findByText('Access tokens', { selector: 'h1' })).toBeInTheDocument();
    expect(screen.getByRole('combobox')).toHaveFocus();
  });

  it('lists its shortcuts on a question mark', async () => {
    const { user } = await renderAt('/');
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });
});
