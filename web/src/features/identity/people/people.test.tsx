import { configure, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import { http, problem } from '@/testing/api';
import { everyPermission, member } from '@/testing/people';
import { renderAt } from '@/testing/render-at';
import type { PersonDetail } from './people.queries';
import { detailOf, listOf, people, personAt, roleList } from './situations';

configure({ asyncUtilTimeout: 5000 });

const few = people.slice(0, 4);
const all = { permissions: everyPermission };
const open = (person: PersonDetail, ...more: Parameters<typeof renderAt>[1] extends infer S ? S[] : never) =>
  renderAt(`/admin/people/${person.id}`, {
    ...all,
    ...more[0],
    handlers: [...(more[0]?.handlers ?? []), listOf(few), roleList, personAt(person)],
  });

describe('the list of people', () => {
  it('shows each person’s status in words', async () => {
    const { container } = await renderAt('/admin/people', { ...all, handlers: [listOf(few), roleList] });
    const row = await screen.findByRole('row', { name: /Omar Haddad/ });
    expect(within(row).getByText('Locked')).toBeVisible();
    await expectAccessible(container);
  });

  it('sends the filters of its address and nothing that the server does not know', async () => {
    const asked: string[] = [];
    const watch = http.get('/api/v1/users', ({ request, response }) => {
      asked.push(new URL(request.url).search);
      return response(200).json({ items: few, next: null, total: null });
    });
    await renderAt('/admin/people?status=active,locked,imaginary&role=editor&q=an&sort=-email&colour=red', {
      ...all,
      handlers: [watch, roleList],
    });
    await waitFor(() => expect(asked.at(-1)).toContain('role=editor'));
    const query = new URLSearchParams(asked.at(-1));
    expect(query.getAll('status')).toEqual(['active', 'locked']);
    expect(query.get('q')).toBe('an');
    expect(query.get('sort')).toBe('-email');
    expect(query.has('colour')).toBe(false);
  });

  it('offers neither inviting nor marking to who may only read', async () => {
    await renderAt('/admin/people', { permissions: ['identity.users.read'], handlers: [listOf(few)] });
    await screen.findByRole('row', { name: /Omar Haddad/ });
    expect(screen.queryByRole('button', { name: 'Invite person' })).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('locks the marked people and says for whom it did not work', async () => {
    const locked: string[] = [];
    const lock = http.post('/api/v1/users/{id}/lock', ({ params, response }) => {
      if (params.id === few[3]?.id) return response.untyped(problem(409, 'identity.last_administrator'));
      locked.push(params.id);
      return response(200).json(detailOf(0));
    });
    const { user } = await renderAt('/admin/people', { ...all, handlers: [lock, listOf(few), roleList] });
    await user.click(await screen.findByRole('checkbox', { name: 'Select Inés Vidal' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Jonas Weber' }));
    await user.click(screen.getByRole('button', { name: 'Lock accounts' }));
    const dialog = await screen.findByRole('dialog', { name: 'Lock 2 accounts?' });
    expect(within(dialog).getByText('Inés Vidal')).toBeVisible();
    expect(locked).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Lock accounts' }));
    const result = await screen.findByRole('dialog', { name: '1 account locked, 1 not' });
    expect(within(result).getByText(/last administrator/)).toBeVisible();
    expect(locked).toEqual([few[0]?.id]);
    expect(screen.queryByText('2 selected')).toBeNull();
  });

  it('invites with roles and puts the server’s answer on the field', async () => {
    const bodies: unknown[] = [];
    const invite = http.post('/api/v1/invitations', async ({ request, response }) => {
      bodies.push(await request.json());
      return response.untyped(
        problem(422, 'request.validation_failed', {
          errors: { '/email': [{ code: 'validation.email', message: 'Not an address' }] },
        }),
      );
    });
    const { user } = await renderAt('/admin/people', { ...all, handlers: [invite, listOf(few), roleList] });
    await user.click(await screen.findByRole('button', { name: 'Invite person' }));
    await user.type(await screen.findByRole('textbox', { name: 'Email address' }), 'new@example.com');
    await user.click(await screen.findByRole('checkbox', { name: /editor/ }));
    await user.click(screen.getByRole('button', { name: 'Send invitation' }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Email address' })).toBeInvalid());
    expect(bodies).toEqual([{ email: 'new@example.com', roles: ['editor'] }]);
  });
});

describe('a person beside the list', () => {
  it('has an address of its own, keeps the list, and closes with Escape back to the row', async () => {
    const person = detailOf(0);
    const { user, router } = await renderAt('/admin/people?status=active', {
      ...all,
      handlers: [listOf(few), roleList, personAt(person)],
    });
    await user.click(await screen.findByRole('link', { name: 'Inés Vidal' }));
    expect(await screen.findByRole('heading', { name: 'Inés Vidal' })).toHaveFocus();
    expect(router.state.location.href).toBe(`/admin/people/${person.id}?status=active`);
    expect(screen.getByRole('row', { name: /Omar Haddad/ })).toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('link', { name: 'Inés Vidal' })).toHaveFocus());
    expect(router.state.location.href).toBe('/admin/people?status=active');
  });

  it('can be made a page, which takes the list’s place', async () => {
    const { user, router } = await open(detailOf(0));
    await user.click(await screen.findByRole('button', { name: 'Open as a page' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Inés Vidal' })).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('row', { name: /Omar Haddad/ })).toBeNull());
    expect(router.state.location.search).toEqual({ panel: 'full' });
  });

  it('locks after naming the person and the consequence, sends the reason, and offers the way back', async () => {
    const bodies: unknown[] = [];
    let unlocked = 0;
    const { user } = await open(detailOf(0), {
      handlers: [
        http.post('/api/v1/users/{id}/lock', async ({ request, response }) => {
          bodies.push(await request.json());
          return response(200).json(detailOf(0, { status: 'locked' }));
        }),
        http.post('/api/v1/users/{id}/unlock', ({ response }) => {
          unlocked += 1;
          return response(200).json(detailOf(0));
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Lock account' }));
    const dialog = await screen.findByRole('dialog', { name: 'Lock the account of Inés Vidal?' });
    expect(dialog).toHaveAccessibleDescription(/sessions and tokens stop working/);
    await user.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'Left');
    await user.click(within(dialog).getByRole('button', { name: 'Lock account' }));
    expect(await screen.findByText('Account of Inés Vidal locked')).toBeVisible();
    expect(bodies).toEqual([{ reason: 'Left' }]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(unlocked).toBe(1));
  });

  it('offers only what the status and the permissions allow', async () => {
    const { unmount } = await open(detailOf(1));
    await screen.findByRole('button', { name: 'Unlock account' });
    expect(screen.queryByRole('button', { name: 'Lock account' })).toBeNull();
    unmount();
    await open(detailOf(0), { permissions: ['identity.users.read'] });
    await screen.findByText(detailOf(0).timeZone);
    const actions = /Edit|Lock account|Deactivate|Explain|What happened/;
    expect(screen.queryByRole('button', { name: actions })).toBeNull();
    expect(screen.queryByRole('link', { name: actions })).toBeNull();
  });

  it('does not offer people to lock or deactivate themselves', async () => {
    await open(detailOf(0, { id: member.id }));
    await screen.findByRole('button', { name: 'Edit name and roles' });
    expect(screen.queryByRole('button', { name: 'Lock account' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Deactivate account' })).toBeNull();
  });

  it('leads to what happened to this account', async () => {
    await open(detailOf(0));
    const link = await screen.findByRole('link', { name: 'What happened to this account' });
    expect(link).toHaveAttribute('href', `/admin/audit?targetId=${detailOf(0).id}`);
  });
});
