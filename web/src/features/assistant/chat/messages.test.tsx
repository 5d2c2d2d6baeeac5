import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import { http } from '@/testing/api';
import { renderAt } from '@/testing/render-at';
import { conversationAt, detailOf, lostPhone, message, server, talk, words } from './situations';

const address = `/assistant/${lostPhone.id}`;

const odd = '[script](javascript:alert(1)) [data](data:text/html,x) [page](approvals.md#yes) [here](#there)';

describe('what was said', () => {
  it('shows Markdown without HTML, fetches no picture, and says where links lead', async () => {
    const { container } = await renderAt(address, {
      handlers: [conversationAt(() => detailOf(talk)), ...server().handlers],
    });
    const page = await screen.findByRole('link', { name: /the page.*example\.org/ });
    expect(page).toHaveAttribute('rel', expect.stringContaining('noopener'));
    expect(screen.getByRole('link', { name: /Picture: a plan.*tracker\.example\.net/ })).toBeVisible();
    expect(container.querySelector('img, script, iframe')).toBeNull();
    expect(screen.getByText(/<script>alert\(1\)<\/script>/)).toBeVisible();
    expect(screen.getByText('public').className).toContain('hljs');
    await expectAccessible(container);
  });

  it('makes no link of what leads nowhere or runs something', async () => {
    const said = [message(0, { parts: [words('x')] }), message(1, { parts: [words(odd)] })];
    await renderAt(address, { handlers: [conversationAt(() => detailOf(said)), ...server().handlers] });
    const answer = await screen.findByRole('article', { name: 'The assistant' });
    await within(answer).findByText('script');
    expect(within(answer).queryAllByRole('link')).toEqual([]);
  });

  it('opens the place that an answer rests on', async () => {
    const { user } = await renderAt(address, {
      handlers: [conversationAt(() => detailOf(talk)), ...server().handlers],
    });
    await user.click(await screen.findByRole('button', { name: 'Place in the documentation: Sessions' }));
    const dialog = await screen.findByRole('dialog', { name: 'Sessions' });
    expect(await within(dialog).findByText('session', { selector: 'strong' })).toBeVisible();
    expect(within(dialog).getByText('Your account > Security')).toBeVisible();
  });

  it('goes from one wording to another, and says something anew', async () => {
    const { handlers, sent } = server(words('Otherwise.'));
    const changed: unknown[] = [];
    const change = http.patch('/api/v1/assistant/conversations/{id}', async ({ request, response }) => {
      changed.push(request.headers.get('If-Match'), await request.json());
      return response(200).json(lostPhone);
    });
    const { user } = await renderAt(address, {
      handlers: [change, conversationAt(() => detailOf(talk)), ...handlers],
    });
    await user.click(await screen.findByRole('button', { name: 'Next version' }));
    await waitFor(() => expect(changed).toEqual(['"3"', { shownMessageId: talk[0]?.branches[1] }]));
    await user.click(screen.getByRole('button', { name: 'Change and send again' }));
    const box = screen.getByRole('textbox', { name: 'Your message' });
    await user.clear(box);
    await user.type(box, 'And a tablet?');
    await user.click(within(box.closest('form') ?? document.body).getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(sent).toEqual([{ text: 'And a tablet?', replaces: talk[0]?.id }]));
  });
});
