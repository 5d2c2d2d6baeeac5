import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import { renderAt } from '@/testing/render-at';
import { anchors } from './help-anchors';
import { pageBehind, placeOf } from './help-links';
// Loaded with the test, so that nobody waits for it to be compiled.
import './help-page';
import './help-text';
import { help } from './situations';

describe('a page of the documentation', () => {
  it('is shown whole, at the section that the address names, and leads to other pages', async () => {
    const { container, user, router } = await renderAt('/help/members/account#sessions', { handlers: [help] });
    expect(await screen.findByRole('heading', { level: 1, name: 'Your account' })).toBeVisible();
    const section = await screen.findByRole('heading', { level: 2, name: 'Sessions' });
    expect(section).toHaveAttribute('id', 'sessions');
    await waitFor(() => expect(section).toHaveFocus());
    await expectAccessible(container);

    expect(screen.queryByRole('link', { name: 'elsewhere' })).toBeNull();
    await user.click(screen.getByRole('link', { name: 'tokens' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/help/members/tokens'));
    expect(router.state.location.hash).toBe('make-one');
  });

  it('says that there is none of that name', async () => {
    await renderAt('/help/members/nothing', { handlers: [help] });
    expect(await screen.findByText(/no such page in the documentation/)).toBeVisible();
  });
});

describe('places', () => {
  const pages = [{ path: 'members/tokens.md' }, { path: 'operators/jobs.md' }];

  it.each([
    ['tokens.md#make-one', { path: 'members/tokens.md', anchor: 'make-one' }],
    ['../operators/jobs.md', { path: 'operators/jobs.md' }],
    ['../../bench/live.md', undefined],
    ['https://example.org/tokens.md', undefined],
  ])('behind %s', (href, place) => expect(pageBehind(href, 'members/account.md', pages)).toEqual(place));

  it('have an address in the app', () =>
    expect(placeOf({ path: 'members/account.md', anchor: 'sign-in' })).toEqual({
      to: '/help/members/account',
      hash: 'sign-in',
    }));

  it('are named as the server names them', () => {
    const anchorOf = anchors();
    expect(['1. First: it\u2019s', 'Webhooks', 'Webhooks'].map(anchorOf)).toEqual([
      '1-first-its',
      'webhooks',
      'webhooks-1',
    ]);
  });
});
