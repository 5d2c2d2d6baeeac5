import { configure, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import { http } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { renderAt } from '@/testing/render-at';
import { administrator, helpDesk, listOf, permissionList, roleAt, roles } from './situations';

configure({ asyncUtilTimeout: 5000 });

type Handlers = NonNullable<Parameters<typeof renderAt>[1]>['handlers'];
const at = (path: string, shown = helpDesk, handlers: Handlers = [], permissions = everyPermission) =>
  renderAt(path, { permissions, handlers: [...(handlers ?? []), listOf(roles), roleAt(shown), permissionList] });

describe('roles', () => {
  it('says in words why a built-in role cannot be changed, and offers no way to', async () => {
    const { container } = await at(`/admin/roles/${administrator.id}`, administrator);
    expect(await screen.findByText(/cannot be changed, so that someone can always put things right/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Edit role' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Delete role' })).toBeNull();
    await expectAccessible(container);
  });

  it('offers changes only to who may change roles', async () => {
    await at(`/admin/roles/${helpDesk.id}`, helpDesk, [], ['identity.roles.read']);
    await screen.findByText('Lock and unlock accounts');
    expect(screen.queryByRole('button', { name: 'Edit role' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Create role' })).toBeNull();
  });

  it('creates a role from permissions chosen by module and by search, with one key for one request', async () => {
    const sent: { key: string | null; body: unknown }[] = [];
    const create = http.post('/api/v1/roles', async ({ request, response }) => {
      sent.push({ key: request.headers.get('Idempotency-Key'), body: await request.json() });
      return response(201).json(helpDesk);
    });
    const { user, router } = await at('/admin/roles', helpDesk, [create]);
    await user.click(await screen.findByRole('link', { name: 'Create role' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'help desk');
    await user.click(await screen.findByRole('checkbox', { name: 'All of identity' }));
    await user.type(screen.getByRole('searchbox', { name: 'Search permissions' }), 'roles{Enter}');
    await user.click(screen.getByRole('checkbox', { name: /identity.roles.read/ }));
    expect(sent).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Create role' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/admin/roles/${helpDesk.id}`));
    expect(sent).toEqual([
      {
        key: expect.stringMatching(/^[0-9a-f-]{36}$/),
        body: {
          name: 'help desk',
          description: null,
          permissions: ['identity.users.read', 'identity.users.lock'],
        },
      },
    ]);
  });

  it('saves only what was changed, on the version that was read', async () => {
    const sent: unknown[] = [];
    const update = http.patch('/api/v1/roles/{id}', async ({ request, response }) => {
      sent.push([request.headers.get('If-Match'), await request.json()]);
      return response(200).json(helpDesk);
    });
    const { user } = await at(`/admin/roles/${helpDesk.id}`, helpDesk, [update]);
    await user.click(await screen.findByRole('button', { name: 'Edit role' }));
    await user.click(await screen.findByRole('checkbox', { name: /audit.entries.read/ }));
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    expect(await screen.findByText('Role “help desk” saved')).toBeVisible();
    expect(sent).toEqual([
      ['"7"', { permissions: ['identity.users.read', 'identity.users.lock', 'audit.entries.read'] }],
    ]);
  });

  it('deletes only after its name was typed, and says how many people lose what it gives', async () => {
    let deleted = 0;
    const remove = http.delete('/api/v1/roles/{id}', ({ response }) => {
      deleted += 1;
      return response(204).empty();
    });
    const { user, router } = await at(`/admin/roles/${helpDesk.id}`, helpDesk, [remove]);
    await user.click(await screen.findByRole('button', { name: 'Delete role' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete the role “help desk”?' });
    expect(dialog).toHaveAccessibleDescription(/3 people lose the permissions/);
    const confirm = within(dialog).getByRole('button', { name: 'Delete role' });
    expect(confirm).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox'), 'help desk');
    await user.click(confirm);
    await waitFor(() => expect(router.state.location.pathname).toBe('/admin/roles'));
    expect(deleted).toBe(1);
  });
});
