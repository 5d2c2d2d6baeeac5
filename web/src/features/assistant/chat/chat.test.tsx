import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { approvalAt, detailOf as approvalOf, waiting } from '@/features/approvals/queue/situations';
import { dispatch } from '@/platform/events/channel';
import { expectAccessible } from '@/testing/a11y';
import { http, problem } from '@/testing/api';
import { renderAt } from '@/testing/render-at';
import {
  conversationAt,
  conversations,
  detailOf,
  eventsOf,
  listOf,
  lock,
  lockSchema,
  lostPhone,
  message,
  offerOf,
  offers,
  part,
  server,
  streamed,
  talk,
  tool,
  withoutModel,
  words,
} from './situations';

const address = `/assistant/${lostPhone.id}`;
const said = words('lock the account of sam@example.org');
const path = '*/api/v1/assistant/conversations/:id';

describe('the assistant', () => {
  it('begins a conversation with the first words, at an address of its own', async () => {
    const { handlers, sent } = server(words('Hello **Ada**.'));
    const { user, router, container } = await renderAt('/assistant', { handlers });
    await screen.findByText(/No AI model is configured/);
    await user.type(screen.getByRole('textbox', { name: 'Message to the assistant' }), 'Hello{Enter}');
    await screen.findByText('Ada', { selector: 'strong' });
    await waitFor(() => expect(router.state.location.pathname).toBe(address));
    expect(sent).toEqual([{ text: 'Hello' }]);
    await expectAccessible(container);
  });

  it('begins a new line with Shift and Enter, and sends nothing', async () => {
    const { handlers, sent } = server();
    const { user } = await renderAt('/assistant', { handlers });
    const box = await screen.findByRole('textbox', { name: 'Message to the assistant' });
    await user.type(box, 'one{Shift>}{Enter}{/Shift}two');
    expect(box).toHaveValue('one\ntwo');
    expect(sent).toEqual([]);
  });

  it('gives back what could not be said, and says why', async () => {
    const { handlers } = server();
    const refuse = http.untyped.post(`${path}/messages`, () => problem(409, 'assistant.still_answering'));
    const { user } = await renderAt(address, { handlers: [refuse, ...handlers] });
    const box = await screen.findByRole('textbox', { name: 'Message to the assistant' });
    await user.type(box, 'Hello{Enter}');
    await screen.findByText(/still answering here/);
    await waitFor(() => expect(box).toHaveValue('Hello'));
  });

  it('fills the form of a suggestion with what was meant, and runs nothing before it is sent', async () => {
    const { handlers, sent } = server();
    const sam = withoutModel[1]?.parts[1]?.suggestions?.[0]?.arguments.id;
    const found = http.untyped.get('*/api/v1/users', () =>
      Response.json({ items: [{ id: sam, displayName: 'Sam Rivera', email: 'sam@example.org' }], next: null }),
    );
    const { user } = await renderAt(address, {
      handlers: [conversationAt(() => detailOf(withoutModel)), offerOf(lock, lockSchema), found, ...handlers],
    });
    await user.click(await screen.findByRole('button', { name: /^Lock an account/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Lock an account' });
    expect(await within(dialog).findByRole('radio', { name: /Sam Rivera/ })).toBeChecked();
    expect(within(dialog).queryByLabelText(/If match/)).toBeNull();
    await user.type(within(dialog).getByRole('textbox', { name: /^Reason/ }), 'Lost phone');
    await expectAccessible(dialog);
    expect(sent).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Show what it will do' }));
    await waitFor(() =>
      expect(sent).toEqual([
        { text: null, tool: { name: lock.name, arguments: { id: sam, reason: 'Lost phone' } }, replaces: null },
      ]),
    );
  });

  it('needs what a tool needs, and names nobody by itself', async () => {
    const { handlers, sent } = server();
    const nobody = http.untyped.get('*/api/v1/users', () => Response.json({ items: [], next: null }));
    const { user } = await renderAt(address, { handlers: [offerOf(lock, lockSchema), nobody, ...handlers] });
    await user.click(await screen.findByRole('button', { name: 'Choose a tool' }));
    await user.type(await screen.findByRole('searchbox', { name: 'Search tools' }), 'lock');
    await user.click(await screen.findByRole('button', { name: 'Lock an account' }));
    await user.click(await screen.findByRole('button', { name: 'Show what it will do' }));
    await screen.findByText('Fill in this field.');
    expect(sent).toEqual([]);
  });

  it('shows the exact change where it was asked for and takes the yes there', async () => {
    const approved: (string | null)[] = [];
    const approve = http.post('/api/v1/approvals/{id}/approve', ({ request, response }) => {
      approved.push(request.headers.get('If-Match'));
      return response(200).json(approvalOf({ ...waiting, state: 'approved' }));
    });
    let state: 'waiting' | 'done' = 'waiting';
    const kept = conversationAt(() =>
      detailOf([
        message(0, { parts: [said] }),
        message(1, { state, parts: [tool({ state, approvalId: waiting.id })] }),
      ]),
    );
    const { user } = await renderAt(address, {
      handlers: [kept, approvalAt(approvalOf(waiting)), approve, ...server().handlers],
    });
    await screen.findByRole('row', { name: 'displayName Grace Murray Grace Hopper' });
    await user.click(screen.getByRole('button', { name: 'Approve and run' }));
    await waitFor(() => expect(approved).toEqual(['"41"']));
    state = 'done';
    dispatch({ name: 'conversation-changed', data: { id: lostPhone.id } });
    await screen.findByText('Done');
    expect(screen.queryByRole('button', { name: 'Approve and run' })).toBeNull();
  });

  it('mends wrong arguments in the form that they came from', async () => {
    const failed = tool({
      state: 'failed',
      code: 'request.validation_failed',
      result: { errors: { '/reason': [{ code: 'validation.too_long' }] } },
    });
    const kept = conversationAt(() => detailOf([message(0, { parts: [said] }), message(1, { parts: [failed] })]));
    const nobody = http.untyped.get('*/api/v1/users', () => Response.json({ items: [], next: null }));
    const { user } = await renderAt(address, {
      handlers: [kept, offerOf(lock, lockSchema), nobody, ...server().handlers],
    });
    await user.click(await screen.findByRole('button', { name: 'Correct it' }));
    const reason = await screen.findByRole('textbox', { name: /^Reason/ });
    expect(reason).toHaveValue('Lost phone');
    await waitFor(() => expect(reason).toBeInvalid());
  });

  it('reads on in an answer that is being written, after a cut from where it was cut', async () => {
    const begun = message(1, { state: 'writing' });
    let over = false;
    const asked: (string | null)[] = [];
    const kept = conversationAt(() =>
      detailOf([
        message(0, { parts: [said] }),
        over ? { ...begun, state: 'done', parts: [words('One two three.')] } : begun,
      ]),
    );
    const all = eventsOf(
      begun.id,
      ['begin', { messageId: begun.id }],
      ['text', { text: 'One two' }],
      ['text', { text: ' three.' }],
      ['end', { state: 'done' }],
    ).split(/(?<=\n\n)/);
    const follow = http.untyped.get(`${path}/stream`, ({ request }) => {
      const after = request.headers.get('Last-Event-ID');
      asked.push(after);
      over = after !== null;
      return streamed((after ? all.slice(2) : all.slice(0, 2)).join(''));
    });
    await renderAt(address, { handlers: [kept, follow, ...server().handlers] });
    await screen.findByText('One two three.', { selector: 'p' });
    expect(asked).toEqual([null, `${begun.id}.2`]);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull());
  });

  it('stops an answer when it is asked to', async () => {
    let stopped = 0;
    const stop = http.untyped.post(`${path}/stop`, () => {
      stopped++;
      return new Response(null, { status: 204 });
    });
    const kept = conversationAt(() => detailOf([message(0, { parts: [said] }), message(1, { state: 'writing' })]));
    const never = http.untyped.get(`${path}/stream`, () => new Promise<never>(() => undefined));
    const { user } = await renderAt(address, { handlers: [stop, kept, never, ...server().handlers] });
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(stopped).toBe(1));
  });

  it('renames and removes a conversation', async () => {
    const changed: unknown[] = [];
    const change = http.patch('/api/v1/assistant/conversations/{id}', async ({ request, response }) => {
      changed.push(await request.json());
      return response(200).json(lostPhone);
    });
    const remove = http.untyped.delete(path, () => {
      changed.push('removed');
      return new Response(null, { status: 204 });
    });
    const { user, router } = await renderAt(address, {
      handlers: [change, remove, listOf(conversations), conversationAt(() => detailOf(talk)), ...server().handlers],
    });
    await user.click(await screen.findByRole('button', { name: 'More for this conversation' }));
    expect(await screen.findByRole('menuitem', { name: 'Download as Markdown' })).toHaveAttribute('download');
    await user.click(screen.getByRole('menuitem', { name: 'Rename' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'Phones{Enter}');
    await waitFor(() => expect(changed).toEqual([{ title: 'Phones' }]));
    await user.click(await screen.findByRole('button', { name: 'More for this conversation' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/assistant'));
    expect(changed).toContain('removed');
  });

  it('offers to try only what this person may do', async () => {
    await renderAt('/assistant', { handlers: [offers(false, [lock]), ...server().handlers] });
    const tries = await screen.findByRole('region', { name: 'Things to try' });
    expect(within(tries).getByRole('button', { name: 'Lock an account' })).toBeVisible();
    expect(within(tries).queryByRole('button', { name: 'Show the audit trail' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Add a provider' })).toBeNull();
  });

  it('is a panel beside any page, which Escape closes', async () => {
    const { handlers } = server(words('Hello.'));
    const { user, container } = await renderAt('/approvals', {
      handlers: [http.untyped.get('*/api/v1/approvals', () => Response.json({ items: [], next: null })), ...handlers],
    });
    const button = await screen.findByRole('button', { name: 'Ask the assistant' });
    await user.click(button);
    const panel = await screen.findByRole('complementary', { name: 'Assistant' });
    const box = await within(panel).findByRole('textbox', { name: 'Message to the assistant' });
    await waitFor(() => expect(box).toHaveFocus());
    await user.type(box, 'Hello{Enter}');
    await within(panel).findByText('Hello.', { selector: 'p' });
    await expectAccessible(container);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('complementary', { name: 'Assistant' })).toBeNull());
    expect(button).toHaveFocus();
  });

  it('tells the assistant of the page beside it, until the person takes that away', async () => {
    const { handlers, sent } = server(words('Hello.'));
    const { user } = await renderAt('/approvals', {
      handlers: [http.untyped.get('*/api/v1/approvals', () => Response.json({ items: [], next: null })), ...handlers],
    });
    await user.click(await screen.findByRole('button', { name: 'Ask the assistant' }));
    const panel = await screen.findByRole('complementary', { name: 'Assistant' });
    const box = await within(panel).findByRole('textbox', { name: 'Message to the assistant' });
    const chip = within(panel).getByRole('group', { name: 'The assistant knows the page beside it' });
    expect(chip).toHaveTextContent('Page: Approvals');
    await user.type(box, 'Hello{Enter}');
    await within(panel).findByText('Hello.', { selector: 'p' });
    await user.click(within(chip).getByRole('button', { name: 'Do not tell the assistant which page is open' }));
    expect(within(panel).getByRole('button', { name: 'Tell the assistant which page is open' })).toBeVisible();
    await user.type(box, 'Again{Enter}');
    await waitFor(() =>
      expect(sent).toEqual([
        { text: 'Hello', pagePath: '/approvals', pageTitle: 'Approvals', pageTargetId: null },
        { text: 'Again' },
      ]),
    );
  });

  it('shows with a message which page it was said on', async () => {
    const page = part({ kind: 'page', page: { path: '/admin/people', title: 'People › Sam Rivera', targetId: null } });
    await renderAt(address, {
      handlers: [
        conversationAt(() => detailOf([message(0, { parts: [said, page] }), message(1, { parts: [words('Yes.')] })])),
        ...server().handlers,
      ],
    });
    await screen.findByText('On the page People › Sam Rivera');
  });

  it('says finished sentences to a screen reader, once each', async () => {
    const { handlers } = server(words('Done.'), part({ kind: 'notice', code: 'assistant.nothing_found' }));
    const { user } = await renderAt(address, { handlers });
    await user.type(await screen.findByRole('textbox', { name: 'Message to the assistant' }), 'x{Enter}');
    await screen.findByText(/Nothing was found for these words/);
    expect(screen.getByRole('log', { name: 'What the assistant says' })).toHaveAttribute('aria-live', 'polite');
  });
});
