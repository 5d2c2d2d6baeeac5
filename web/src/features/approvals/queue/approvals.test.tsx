import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { dispatch } from '@/platform/events/channel';
import { expectAccessible } from '@/testing/a11y';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { renderAt } from '@/testing/render-at';
import { approvalAt, approvals, detailOf, listOf, toolAt, toolList, waiting } from './situations';

const address = `/approvals/${waiting.id}`;

describe('approvals', () => {
  it('shows on every page how many wait, as they come', async () => {
    let total = 0;
    const count = http.get('/api/v1/approvals/waiting', ({ response }) =>
      response(200).json({ items: [], next: null, total }),
    );
    const { user, router } = await renderAt('/approvals', { handlers: [listOf(approvals), count] });
    await screen.findByRole('heading', { name: 'Approvals' });
    expect(screen.queryByRole('button', { name: /for your approval/ })).toBeNull();
    total = 2;
    dispatch({ name: 'approval-changed', data: { id: waiting.id, state: 'waiting' } });
    await user.click(await screen.findByRole('button', { name: '2 things wait for your approval' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ mine: 'true' }));
  });

  it('shows present values beside the new ones and approves the version that was read', async () => {
    const sent: (string | null)[] = [];
    const approve = http.post('/api/v1/approvals/{id}/approve', ({ request, response }) => {
      sent.push(request.headers.get('If-Match'));
      return response(200).json(detailOf({ ...waiting, state: 'approved' }));
    });
    const { user, container } = await renderAt(address, {
      handlers: [listOf(approvals), approvalAt(detailOf(waiting)), approve],
    });
    const table = await screen.findByRole('table', { name: 'What it does to Grace Murray' });
    expect(within(table).getByRole('row', { name: 'displayName Grace Murray Grace Hopper' })).toBeVisible();
    expect(within(table).getByRole('row', { name: /roles member member, auditor/ })).toBeVisible();
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: 'Approve and run' }));
    await waitFor(() => expect(sent).toEqual(['"41"']));
  });

  it('says so when the arguments were changed meanwhile', async () => {
    const stale = http.post('/api/v1/approvals/{id}/approve', ({ response }) =>
      response.untyped(problem(412, 'request.stale')),
    );
    const { user } = await renderAt(address, { handlers: [listOf([]), approvalAt(detailOf(waiting)), stale] });
    await user.click(await screen.findByRole('button', { name: 'Approve and run' }));
    await screen.findByText(
      'Someone changed this while you were editing. Look at the current version before you save.',
    );
  });

  it('rejects with a reason', async () => {
    const sent: unknown[] = [];
    const reject = http.post('/api/v1/approvals/{id}/reject', async ({ request, response }) => {
      sent.push(await request.json());
      return response(200).json(detailOf({ ...waiting, state: 'rejected' }));
    });
    const { user } = await renderAt(address, { handlers: [listOf([]), approvalAt(detailOf(waiting)), reject] });
    await user.click(await screen.findByRole('button', { name: 'Reject' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox'), 'Wrong person');
    await user.click(within(dialog).getByRole('button', { name: 'Reject' }));
    await waitFor(() => expect(sent).toEqual([{ reason: 'Wrong person' }]));
  });

  it('changes arguments field by field and puts what the operation says against one on its field', async () => {
    const sent: unknown[] = [];
    const edit = http.put('/api/v1/approvals/{id}/arguments', async ({ request, response }) => {
      sent.push(await request.json());
      return response.untyped(
        problem(422, 'request.validation_failed', {
          errors: { '/displayName': [{ code: 'validation.too_long', message: 'Too long.' }] },
        }),
      );
    });
    const { user } = await renderAt(address, { handlers: [listOf([]), approvalAt(detailOf(waiting)), edit] });
    await user.click(await screen.findByRole('button', { name: 'Change arguments' }));
    const name = await screen.findByRole('textbox', { name: 'displayName' });
    await user.clear(name);
    await user.type(name, 'Grace B. Hopper');
    await user.click(screen.getByRole('button', { name: 'Save arguments' }));
    await waitFor(() => expect(name).toBeInvalid());
    expect(sent).toEqual([
      { arguments: { ...(detailOf(waiting).arguments as object), displayName: 'Grace B. Hopper' } },
    ]);
  });

  it('offers nothing to whoever may not decide', async () => {
    const foreign = detailOf({ ...waiting, needsSecondPerson: true }, { mayDecide: false, mayEdit: false });
    await renderAt(address, { handlers: [listOf([]), approvalAt(foreign)] });
    await screen.findByRole('table', { name: /Grace/ });
    expect(screen.queryByRole('button', { name: 'Approve and run' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Reject' })).toBeNull();
  });
});

describe('tool policies', () => {
  it('saves a rule for everybody and by role with the version that was read', async () => {
    const sent: { body: unknown; tag: string | null }[] = [];
    const save = http.put('/api/v1/assistant/tools/{name}', async ({ request, response }) => {
      sent.push({ body: await request.json(), tag: request.headers.get('If-Match') });
      return response.untyped(problem(422, 'approvals.unknown_role'));
    });
    const { user, container } = await renderAt('/admin/tools/identity_users_lock', {
      permissions: everyPermission,
      handlers: [toolList, toolAt, save],
    });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Everybody' }), 'Allowed');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Role member' }), 'Asks first');
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: 'Save policy' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      tag: '"3"',
      body: {
        everyone: 'allow',
        secondPerson: false,
        allowInConversation: false,
        roles: [
          { role: 'auditor', rule: 'forbid' },
          { role: 'member', rule: 'ask' },
        ],
      },
    });
  });
});
