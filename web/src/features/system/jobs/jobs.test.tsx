import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { dispatch } from '@/platform/events/channel';
import { expectAccessible } from '@/testing/a11y';
import { http, problem } from '@/testing/api';
import { renderAt } from '@/testing/render-at';
import { charts, dead, detailOf, job, jobAt, jobs, listOf, mine, mineOf } from './situations';

const permissions = ['system.jobs.read', 'system.jobs.update'];

describe('the jobs page', () => {
  it('lists jobs by state and sends the filter of the tab to the server', async () => {
    const asked: (string | null)[] = [];
    const watch = http.get('/api/v1/jobs', ({ request, response }) => {
      asked.push(new URL(request.url).searchParams.get('state'));
      return response(200).json({ items: jobs, next: null, total: null });
    });
    const { user, router } = await renderAt('/admin/jobs', { permissions, handlers: [watch, charts] });
    const tabs = await screen.findByRole('navigation', { name: 'State' });
    expect(within(tabs).getByRole('link', { name: 'All' })).toHaveAttribute('aria-current', 'true');
    expect(screen.queryByRole('button', { name: 'Try all of these again' })).toBeNull();
    await user.click(within(tabs).getByRole('link', { name: 'Failed for good' }));
    await waitFor(() => expect(asked.at(-1)).toBe('dead'));
    expect(router.state.location.search).toEqual({ state: 'dead' });
    expect(screen.queryByRole('button', { name: /Remove filter/ })).toBeNull();
  });

  it('lists jobs by when they ended where the address says so', async () => {
    const asked: (string | null)[] = [];
    const watch = http.get('/api/v1/jobs', ({ request, response }) => {
      asked.push(new URL(request.url).searchParams.get('sort'));
      return response(200).json({ items: jobs, next: null, total: null });
    });
    await renderAt('/admin/jobs?sort=-finishedAt', { permissions, handlers: [watch, charts] });
    await screen.findByRole('navigation', { name: 'State' });
    await waitFor(() => expect(asked.at(-1)).toBe('-finishedAt'));
  });

  it('reads the list anew when the server says that jobs have changed, but not under a hand that is about to press', async () => {
    let shown = [job(1, { kind: 'identity.mail' })];
    const watch = http.get('/api/v1/jobs', ({ response }) =>
      response(200).json({ items: shown, next: null, total: null }),
    );
    const { user } = await renderAt('/admin/jobs', { permissions, handlers: [watch, charts] });
    const row = await screen.findByRole('row', { name: /identity\.mail/ });
    shown = [job(2, { kind: 'system.export' })];
    await user.hover(row);
    dispatch({ name: 'jobs-changed', data: null });
    await expect(screen.findByRole('row', { name: /system\.export/ }, { timeout: 300 })).rejects.toThrow();
    await user.unhover(row);
    await screen.findByRole('row', { name: /system\.export/ });
    shown = [job(3, { kind: 'platform.tidy' })];
    dispatch({ name: 'jobs-changed', data: null });
    await screen.findByRole('row', { name: /platform\.tidy/ });
  });

  it('shows the figures of a chart as a table', async () => {
    const { user } = await renderAt('/admin/jobs', { permissions, handlers: [listOf(jobs), charts] });
    const chart = await screen.findByRole('region', { name: 'Throughput' });
    expect(within(chart).queryByRole('table')).toBeNull();
    await user.click(within(chart).getByRole('button', { name: 'Show as table' }));
    expect(within(chart).getAllByRole('row')).toHaveLength(61);
  });

  it('puts all jobs of a filter back in line, once, however often the button is pressed', async () => {
    const sent: { body: unknown; key: string | null }[] = [];
    const { user } = await renderAt('/admin/jobs?state=dead&kind=identity.mail', {
      permissions,
      handlers: [
        listOf([dead]),
        charts,
        http.post('/api/v1/jobs/retries', async ({ request, response }) => {
          sent.push({ body: await request.json(), key: request.headers.get('Idempotency-Key') });
          if (sent.length === 1) return response.untyped(problem(503, 'request.unavailable'));
          return response(202).json({ jobId: dead.id });
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Try all of these again' }));
    const dialog = await screen.findByRole('dialog', { name: /failed jobs of the kind identity\.mail/ });
    await user.click(within(dialog).getByRole('button', { name: 'Try all of these again' }));
    await within(dialog).findByRole('alert');
    await user.click(within(dialog).getByRole('button', { name: 'Try all of these again' }));
    await screen.findByText('Jobs are being put back in line');
    expect(sent[0]?.body).toEqual({ state: 'dead', kind: 'identity.mail' });
    expect(sent[1]?.key).toBe(sent[0]?.key);
  });

  it('offers for marked jobs only what their state allows', async () => {
    const { user } = await renderAt('/admin/jobs', { permissions, handlers: [listOf([job(0), job(3)]), charts] });
    await user.click(await screen.findByRole('checkbox', { name: 'Select all rows on this page' }));
    expect(screen.getByRole('button', { name: 'Try 1 again' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Cancel 1' })).toBeVisible();
  });
});

describe('a job', () => {
  it('shows attempts, payload, log and the trace id to copy, and is tried again', async () => {
    let retried = 0;
    const { user, container } = await renderAt(`/admin/jobs/${dead.id}`, {
      permissions,
      handlers: [
        listOf([dead]),
        charts,
        jobAt(detailOf(dead)),
        http.post('/api/v1/jobs/{id}/retry', ({ response }) => {
          retried += 1;
          return response(204).empty();
        }),
      ],
    });
    expect(await screen.findByRole('region', { name: 'Attempts so far' })).toHaveTextContent('Failed');
    expect(screen.getByRole('region', { name: 'Payload' })).toHaveTextContent('"secret": "***"');
    expect(screen.getByRole('region', { name: 'What it wrote down' })).toHaveTextContent('Page 3 of 7 read.');
    await user.click(screen.getByRole('button', { name: 'Copy trace id' }));
    expect(await navigator.clipboard.readText()).toBe(dead.requestId);
    expect(screen.queryByRole('link', { name: 'What this trace changed' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Cancel job' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Job is back in line')).toBeVisible();
    expect(retried).toBe(1);
    await expectAccessible(container);
  });
});

describe('a job and the trail', () => {
  it('leads who may read it to all that its trace changed', async () => {
    await renderAt(`/admin/jobs/${dead.id}`, {
      permissions: [...permissions, 'audit.entries.read'],
      handlers: [listOf([dead]), charts, jobAt(detailOf(dead))],
    });
    expect(await screen.findByRole('link', { name: 'What this trace changed' })).toHaveAttribute(
      'href',
      `/admin/audit?requestId=${dead.requestId}`,
    );
  });
});

describe('the corner of every page', () => {
  it('follows long work by the event stream without asking again', async () => {
    let asked = 0;
    const watch = http.get('/api/v1/me/jobs', ({ response }) => {
      asked += 1;
      return response(200).json({ items: [mine()], next: null, total: null });
    });
    await renderAt('/', { handlers: [watch] });
    const corner = await screen.findByRole('complementary', { name: 'Your running actions' });
    expect(within(corner).getByText('500 of 2,000')).toBeVisible();
    const before = asked;
    dispatch({ name: 'job-progress', data: { id: mine().id, state: 'running', done: 1500, total: 2000 } });
    expect(await within(corner).findByText('1,500 of 2,000')).toBeVisible();
    expect(asked).toBe(before);
  });

  it('is not there when nothing runs, and asks when something unknown begins', async () => {
    let items = [mine()].slice(1);
    await renderAt('/', {
      handlers: [http.get('/api/v1/me/jobs', ({ response }) => response(200).json({ items, next: null, total: null }))],
    });
    expect(screen.queryByRole('complementary')).toBeNull();
    items = [mine()];
    await waitFor(() => {
      dispatch({ name: 'job-progress', data: { id: 'new', state: 'ready' } });
      expect(screen.getByRole('complementary', { name: 'Your running actions' })).toBeVisible();
    });
  });

  it('cancels one', async () => {
    let cancelled = '';
    const { user } = await renderAt('/', {
      handlers: [
        mineOf([mine()]),
        http.post('/api/v1/me/jobs/{id}/cancel', ({ params, response }) => {
          cancelled = params.id;
          return response(204).empty();
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Cancel Putting jobs back in line' }));
    await waitFor(() => expect(cancelled).toBe(mine().id));
  });
});
