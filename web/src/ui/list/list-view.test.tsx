import { composeStories } from '@storybook/react-vite';
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '@/platform/api/problem';
import { expectAccessible } from '@/testing/a11y';
import preview from '../../../.storybook/preview';
import * as stories from './list-view.stories';

const { ManyRows, FewRows, Narrowed, Loading, Empty, NoMatch, PastTheEnd, Failed, Refused, Offline } = composeStories(
  stories,
  preview,
);

configure({ asyncUtilTimeout: 5000 });

// The first story waits for the texts, which every later one finds loaded.
beforeAll(async () => {
  await act(async () => void render(<FewRows />));
  cleanup();
});

/** Every question that the list asked the server. */
function watched(story: typeof ManyRows) {
  const load = vi.fn<NonNullable<typeof ManyRows.args.load>>(story.args.load);
  const last = () => load.mock.lastCall?.[0];
  return { load, last };
}

const row = (name: string) => screen.findByRole('row', { name: new RegExp(`^(Select )?${name}\\b`) });

describe('a list', () => {
  it('sorts on a header, says so to a screen reader, and asks the server in that order', async () => {
    const { load, last } = watched(ManyRows);
    render(<ManyRows load={load} />);
    await screen.findByRole('link', { name: 'Ship 1' });
    expect(screen.getByRole('columnheader', { name: 'Tonnes' })).toHaveAttribute('aria-sort', 'descending');

    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(last()?.sort).toBe('name'));
    expect(await screen.findByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(last()?.sort).toBe('-name'));
    expect(screen.queryByRole('button', { name: 'Home port' })).toBeNull();
  });

  it('searches once the typing rests, not at each letter', async () => {
    const { load } = watched(ManyRows);
    render(<ManyRows load={load} />);
    const box = await screen.findByRole('searchbox', { name: 'Search ships' });
    for (const value of ['b', 'br', 'bri', 'brig']) fireEvent.change(box, { target: { value } });
    await waitFor(() => expect(load.mock.lastCall?.[0].q).toBe('brig'));
    expect(load.mock.calls.map(([query]) => query.q).filter(Boolean)).toEqual(['brig']);
  });

  it('adds a filter from the menu as a chip and takes it off again', async () => {
    const { load, last } = watched(ManyRows);
    render(<ManyRows load={load} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Add filter' }));
    expect(screen.queryByRole('menuitem', { name: 'Owner' })).toBeNull();
    await userEvent.click(screen.getByRole('menuitem', { name: 'Port' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Hull' }));
    await waitFor(() => expect(last()?.filters).toEqual({ port: ['Hull'] }));
    await userEvent.keyboard('{Escape}');

    await userEvent.click(await screen.findByRole('button', { name: 'Remove filter Port: Hull' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /Port: Hull/ })).toBeNull());
    expect(screen.getByRole('button', { name: 'Add filter' })).toHaveFocus();
  });

  it('keeps to one row on a phone: search, filters, and one menu for the rest, with the order in it', async () => {
    const wide = globalThis.matchMedia;
    const narrow = vi.spyOn(globalThis, 'matchMedia');
    narrow.mockImplementation((media) => Object.assign(wide(media), { matches: /max-width/.test(media) }));
    const { last, load } = watched(ManyRows);
    render(<ManyRows load={load} />);
    expect(await screen.findByRole('button', { name: 'Add filter' })).toHaveTextContent('');
    expect(screen.queryByRole('button', { name: 'Export' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'More' }));
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent.trim())).toEqual([
      'Saved views',
      'Columns and row height',
      'Export',
    ]);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Columns and row height' }));
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Sort by' }), 'Name, ascending');
    await waitFor(() => expect(last()?.sort).toBe('name'));
    narrow.mockRestore();
  });

  it('reads filters, words and days from its address, the days in the reader’s zone', async () => {
    const { load, last } = watched(Narrowed);
    render(<Narrowed load={load} />);
    await screen.findByRole('link', { name: 'Ship 1' });
    expect(last()).toMatchObject({
      q: 'sea',
      filters: {
        port: ['Hull', 'Brest'],
        ownerId: ['o-1'],
        builtFrom: ['2025-12-31T23:00:00.000Z'],
        builtTo: ['2026-03-31T21:59:59.999Z'],
      },
    });
    expect(screen.getByRole('button', { name: /Change filter Port: Hull or Brest/ })).toBeVisible();
    expect(screen.queryByRole('button', { name: /Change filter Owner/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(last()).toMatchObject({ filters: {} }));
    expect(last()?.q).toBeUndefined();
  });

  it('goes to the next page and back without page numbers', async () => {
    render(<ManyRows />);
    await screen.findByRole('link', { name: 'Ship 1' });
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await screen.findByRole('link', { name: 'Ship 26' });
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await screen.findByRole('link', { name: 'Ship 51' });
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    await screen.findByRole('link', { name: 'Ship 26' });
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    await screen.findByRole('link', { name: 'Ship 1' });
  });

  it('counts only when asked, and not at all when every row is in sight', async () => {
    const { load } = watched(ManyRows);
    const { unmount } = render(<ManyRows load={load} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Count all' }));
    expect(await screen.findByText('60 rows in all')).toBeVisible();
    expect(load.mock.calls.filter(([query]) => query.withTotal)).toHaveLength(1);
    unmount();

    render(<FewRows />);
    expect(await screen.findByText('3 rows in all')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Count all' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Next' })).toBeNull();
  });

  it('moves between rows with j, k and arrows and marks one with x', async () => {
    render(<ManyRows />);
    const first = await screen.findByRole('link', { name: 'Ship 1' });
    await userEvent.click(screen.getByRole('searchbox'));
    await userEvent.keyboard('{ArrowDown}');
    expect(first).toHaveFocus();
    await userEvent.keyboard('j{ArrowDown}k');
    expect(screen.getByRole('link', { name: 'Ship 2' })).toHaveFocus();
    await userEvent.keyboard('x');
    expect(screen.getByRole('checkbox', { name: 'Select Ship 2' })).toBeChecked();
    expect(
      within(screen.getByRole('group', { name: 'Actions for the selected rows' })).getByText('1 selected'),
    ).toBeVisible();
  });

  it('forgets marked rows when the question changes, so that none is acted on out of sight', async () => {
    render(<ManyRows />);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select all rows on this page' }));
    expect(screen.getByText('25 selected')).toBeVisible();
    await userEvent.type(screen.getByRole('searchbox'), 'x{Enter}');
    await waitFor(() => expect(screen.queryByText('25 selected')).toBeNull());
  });

  it('offers no marks where nothing can be done with them', async () => {
    render(<FewRows />);
    await row('Ship 1');
    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});

describe('a list without rows', () => {
  it('says that there are none yet', async () => {
    render(<Empty />);
    expect(await screen.findByRole('heading', { name: 'No ships yet' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull();
  });

  it('offers to clear the filters when nothing matches', async () => {
    const { load, last } = watched(NoMatch);
    render(<NoMatch load={load} />);
    expect(await screen.findByRole('heading', { name: 'Nothing matches these filters' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(last()?.filters).toEqual({}));
  });

  it('leads back from a page that has emptied', async () => {
    render(<PastTheEnd />);
    await userEvent.click((await screen.findAllByRole('button', { name: 'Go to first page' }))[0] ?? document.body);
    expect(await screen.findByRole('heading', { name: 'No ships yet' })).toBeVisible();
  });

  it('shows rows in the shape of the content only after 150 ms', async () => {
    render(<Loading />);
    expect(screen.queryByText('Rows are being loaded')).toBeNull();
    expect(await screen.findByText('Rows are being loaded')).toBeInTheDocument();
  });

  it('gives the trace id of a failure and another try', async () => {
    const { load } = watched(Failed);
    render(<Failed load={load} />);
    expect(await screen.findByText('trace-7')).toBeVisible();
    load.mockResolvedValue({ items: [], next: null });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'No ships yet' })).toBeVisible();
  });

  it('tells a refusal and an unreachable server apart', async () => {
    const { unmount } = render(<Refused />);
    expect(await screen.findByRole('heading', { name: 'You may not see this' })).toBeVisible();
    unmount();
    render(<Offline />);
    expect(await screen.findByRole('heading', { name: 'The server cannot be reached' })).toBeVisible();
  });

  it('keeps old rows when a refresh fails, and says that they are old', async () => {
    const { load } = watched(ManyRows);
    render(<ManyRows load={load} />);
    await screen.findByRole('link', { name: 'Ship 1' });
    load.mockRejectedValue(new ProblemError({ status: 500, code: 'server.failed' }));
    // Coming back to the tab after a while asks again.
    const later = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    window.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByText(/They could not be refreshed/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ship 1' })).toBeVisible();
    later.mockRestore();
  });
});

describe('what a browser remembers of a list', () => {
  it('hides, shows and moves columns', async () => {
    const { unmount } = render(<FewRows />);
    await userEvent.click(await screen.findByRole('button', { name: 'Columns and row height' }));
    expect(screen.getByRole('checkbox', { name: 'Name' })).toBeDisabled();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Home port' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Key' }));
    await userEvent.click(screen.getByRole('button', { name: 'Move Tonnes earlier' }));
    await userEvent.click(screen.getByRole('button', { name: 'Move Tonnes earlier' }));
    unmount();
    render(<FewRows />);
    const headers = await screen.findAllByRole('columnheader');
    expect(headers.map((header) => header.textContent)).toEqual(['Tonnes', 'Name', 'Key']);
  });

  it('saves a view by name, shows it again, and deletes it with a way back', async () => {
    const { load, last } = watched(Narrowed);
    render(<Narrowed load={load} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Saved views' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Save this view' }));
    await userEvent.type(await screen.findByRole('textbox', { name: /Name of the view/ }), 'Old ships');
    await userEvent.click(screen.getByRole('button', { name: 'Save view' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(last()?.filters).toEqual({}));

    await userEvent.click(screen.getByRole('button', { name: 'Saved views' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Old ships' }));
    // The answer is still known; what counts is that the filters are back.
    expect(await screen.findByRole('button', { name: 'Change filter Port: Hull or Brest' })).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Saved views' }));
    await userEvent.click(screen.getByRole('menuitem', { name: /Delete/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await userEvent.click(screen.getByRole('button', { name: 'Saved views' }));
    expect(screen.getByRole('menuitem', { name: 'Old ships' })).toBeVisible();
  });
});

it('exports by plain links with the filters in use and without the page', async () => {
  render(<Narrowed />);
  await screen.findByRole('link', { name: 'Ship 1' });
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  const link = screen.getByRole('menuitem', { name: 'Excel' });
  const address = new URL(link.getAttribute('href') ?? '', location.origin);
  expect(address.pathname).toBe('/api/v1/ships');
  expect(address.searchParams.getAll('port')).toEqual(['Hull', 'Brest']);
  expect(address.searchParams.get('format')).toBe('xlsx');
  expect(address.searchParams.has('cursor')).toBe(false);
  expect(address.searchParams.has('limit')).toBe(false);
});

it('is accessible with rows, marks and an open filter', async () => {
  const { baseElement } = render(<ManyRows />);
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Select Ship 1' }));
  await expectAccessible(baseElement);
  await userEvent.click(screen.getByRole('button', { name: 'Add filter' }));
  await userEvent.click(screen.getByRole('menuitem', { name: 'Built' }));
  await screen.findByRole('dialog', { name: 'Built' });
  await expectAccessible(baseElement);
});
