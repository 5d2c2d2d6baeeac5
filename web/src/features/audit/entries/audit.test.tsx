import { configure, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import { http } from '@/testing/api';
import { renderAt } from '@/testing/render-at';
import document from '../../../../openapi.json';
import { actions } from './actions';
import en from './locales/en.json';
import { entryAt, foreign, listOf, locked, people, refused } from './situations';

configure({ asyncUtilTimeout: 5000 });

const permissions = ['audit.entries.read'];

describe('the audit trail', () => {
  it('tells who did what, to what, through what and how it ended, in words', async () => {
    const { container } = await renderAt('/admin/audit', {
      permissions,
      handlers: [listOf([locked, refused, foreign])],
    });
    const row = await screen.findByRole('row', { name: /Locked an account/ });
    expect(within(row).getByText('Inés Vidal for Chloé Martin')).toBeVisible();
    expect(within(row).getByText('Omar Haddad')).toBeVisible();
    expect(within(row).getByText('Assistant')).toBeVisible();
    expect(within(row).getByText('Succeeded')).toBeVisible();
    const stranger = screen.getByRole('row', { name: /Deactivate an account/ });
    expect(within(stranger).getByText('Refused')).toBeVisible();
    expect(within(stranger).getByText('Not signed in')).toBeVisible();
    await expectAccessible(container);
  });

  it('shows an action that it has no words for by its name', async () => {
    await renderAt('/admin/audit', { permissions, handlers: [listOf([foreign])] });
    const row = await screen.findByRole('row', { name: /notes\.board\.moved/ });
    expect(within(row).getByText('The platform')).toBeVisible();
  });

  it('passes the filters of a link on to the server, whole days in the reader’s zone', async () => {
    let query = new URLSearchParams();
    const watch = http.get('/api/v1/audit', ({ request, response }) => {
      query = new URL(request.url).searchParams;
      return response(200).json({ items: [locked], next: null, total: null });
    });
    await renderAt('/admin/audit?targetId=t-1&face=mcp&outcome=lucky&action=notes.board.moved&occurredTo=2026-11-22', {
      permissions,
      handlers: [watch],
    });
    await screen.findByRole('row', { name: /Locked an account/ });
    expect(Object.fromEntries(query)).toEqual({
      targetId: 't-1',
      face: 'mcp',
      action: 'notes.board.moved',
      occurredTo: '2026-11-22T22:59:59.999Z',
      sort: '-occurredAt',
      limit: '50',
    });
  });

  it('calls the person and the thing of a filter by name, and finds a person by a few letters', async () => {
    const asked: string[] = [];
    const handlers = [
      listOf([locked]),
      http.get('/api/v1/users', ({ request, response }) => {
        asked.push(new URL(request.url).searchParams.get('q') ?? '');
        return response(200).json({ items: people.slice(0, 1), next: null, total: null });
      }),
    ];
    const { user, router } = await renderAt(`/admin/audit?targetId=${locked.target?.id}`, {
      permissions: [...permissions, 'identity.users.read'],
      handlers,
    });
    expect(await screen.findByRole('button', { name: 'Change filter On what: Omar Haddad' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Add filter' }));
    await user.click(screen.getByRole('menuitem', { name: 'Who' }));
    await user.type(await screen.findByRole('textbox', { name: 'Who' }), 'in');
    await waitFor(() => expect(asked.at(-1)).toBe('in'));
    await user.click(await screen.findByRole('menuitem', { name: /Inés Vidal/ }));
    expect(await screen.findByRole('button', { name: 'Change filter Who: Inés Vidal' })).toBeVisible();
    expect(router.state.location.search).toMatchObject({ actorId: people[0]?.id });
  });

  it('shows before and after of each field, and the request id to copy', async () => {
    const { user } = await renderAt(`/admin/audit/${locked.id}`, {
      permissions,
      handlers: [listOf([locked]), entryAt(locked)],
    });
    const table = await screen.findByRole('table', { name: 'What changed' });
    const cells = (field: string) =>
      within(within(table).getByRole('row', { name: new RegExp(field) }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent);
    expect(cells('Status')).toEqual(['Active', 'Locked']);
    expect(cells('Reason of the lock')).toEqual(['Empty', 'Left the project']);
    expect(cells('Roles')).toEqual(['member and editor', 'Empty']);
    expect(cells('x-internal')[0]).toBe('No');
    await user.click(screen.getByRole('button', { name: 'Copy request id' }));
    expect(await navigator.clipboard.readText()).toBe(locked.requestId);
    const related = screen.getByRole('link', { name: 'Same request' });
    expect(related).toHaveAttribute('href', `/admin/audit?requestId=${locked.requestId}`);
  });

  it('asks for nothing and names the permission when the reader lacks it', async () => {
    await renderAt('/admin/audit', { permissions: [], handlers: [] });
    await waitFor(() => expect(screen.getByText('audit.entries.read')).toBeVisible());
  });
});

describe('the words for actions', () => {
  const operations = Object.values(document.paths)
    .flatMap((path) => Object.values(path))
    .map(({ operationId }) => operationId)
    .filter((id) => /^(identity|audit)\./.test(id));

  it.each([...actions, ...operations])('has a sentence for %s', (action) => {
    expect(en).toHaveProperty([`action.${action}`]);
  });
});
