import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { renderAt } from '@/testing/render-at';
import { budgetAt, budgetsOf, forAll, grace, instructionAt, instructionsOf, ofGrace, told } from './situations';

const permissions = everyPermission;

describe('budgets', () => {
  it('are refused to whoever may not set them', async () => {
    await renderAt('/admin/budgets');
    await screen.findByRole('heading', { name: 'You may not see this' });
    expect(screen.queryByRole('link', { name: 'AI budgets' })).toBeNull();
  });

  it('are shown for everyone first, then for each role whether it has one or not, then for people', async () => {
    const { container } = await renderAt('/admin/budgets', {
      permissions,
      handlers: [budgetsOf([ofGrace, forAll])],
    });
    const table = await screen.findByRole('table', { name: 'AI budgets' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^Everyone.*200,000.*€12\.50/),
      expect.stringMatching(/^administratorA role(As everyone){4}$/),
      expect.stringMatching(/^member/),
      expect.stringMatching(/^Grace Murray.*One person0No limit/),
    ]);
    await expectAccessible(container);
  });

  it('are saved on the version that was read, an empty field as no limit and 0 as nothing', async () => {
    const sent: unknown[] = [];
    const save = http.put('/api/v1/assistant/budgets/{subject}', async ({ request, response, params }) => {
      sent.push(params.subject, request.headers.get('If-Match'), await request.json());
      return response(200).json(forAll, { headers: { ETag: '"4"' } });
    });
    const { user } = await renderAt('/admin/budgets/member', {
      permissions,
      handlers: [budgetsOf([forAll]), budgetAt({ subject: 'member', dayTokens: 500 }), save],
    });
    const day = await screen.findByRole('textbox', { name: /^Tokens per day/ });
    await user.clear(day);
    await user.type(screen.getByRole('textbox', { name: /^Tokens per month/ }), '0');
    await user.type(screen.getByRole('textbox', { name: /^Cost per month/ }), '7,25');
    await user.selectOptions(screen.getByRole('combobox', { name: /^Where a limit is reached/ }), 'Answer no question');
    await user.click(screen.getByRole('button', { name: 'Save budget' }));
    await waitFor(() =>
      expect(sent).toEqual([
        'member',
        '"3"',
        { dayTokens: null, monthTokens: 0, dayCostMicros: null, monthCostMicros: 7_250_000, atLimit: 'refuse' },
      ]),
    );
  });

  it('are begun for a person who is looked for by name', async () => {
    const asked: (string | null)[] = [];
    const people = http.untyped.get('*/api/v1/users', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('q'));
      return Response.json({
        items: [{ id: grace, displayName: 'Grace Murray', email: 'grace@example.org' }],
        next: null,
        total: null,
      });
    });
    const { user, router } = await renderAt('/admin/budgets/new', {
      permissions,
      handlers: [budgetsOf([]), people, budgetAt({ subject: grace, personName: 'Grace Murray' })],
    });
    await user.type(await screen.findByRole('textbox', { name: 'Name or address' }), 'grace');
    await user.click(await screen.findByRole('link', { name: /Grace Murray/ }));
    await screen.findByRole('heading', { name: 'Grace Murray' });
    expect(router.state.location.pathname).toBe(`/admin/budgets/${grace}`);
    expect(asked.at(-1)).toBe('grace');
  });
});

describe('instructions', () => {
  it('are written for a role, and what somebody else saved first is shown in place of being overwritten', async () => {
    let theirs = told;
    const read = http.get('/api/v1/assistant/instructions/{role}', ({ response }) =>
      response(200).json(theirs, { headers: { ETag: theirs === told ? '"3"' : '"4"' } }),
    );
    const tags: (string | null)[] = [];
    const save = http.put('/api/v1/assistant/instructions/{role}', ({ request, response }) => {
      tags.push(request.headers.get('If-Match'));
      theirs = { ...told, text: 'Theirs.' };
      return response.untyped(problem(412, 'request.stale'));
    });
    const { user, container } = await renderAt('/admin/instructions/member', {
      permissions,
      handlers: [instructionsOf([told]), read, save],
    });
    const text = await screen.findByRole('textbox', { name: /^What models are told/ });
    expect(text).toHaveValue(told.text);
    await expectAccessible(container);
    await user.type(text, ' Mine.');
    await user.click(screen.getByRole('button', { name: 'Save instructions' }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: /^What models are told/ })).toHaveValue('Theirs.'));
    expect(tags).toEqual(['"3"']);
  });

  it('say that a role has none', async () => {
    await renderAt('/admin/instructions', { permissions, handlers: [instructionsOf([told]), instructionAt(told)] });
    const table = await screen.findByRole('table', { name: 'AI instructions' });
    expect(within(table).getByRole('row', { name: /administrator/ })).toHaveTextContent('Nothing');
    expect(within(table).getByRole('row', { name: /member/ })).toHaveTextContent(told.text);
  });
});
