import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import { http, problem } from '@/testing/api';
import { renderAt } from '@/testing/render-at';
import { charts, detailOf, job, jobAt, listOf as jobsOf } from '../jobs/situations';
import { changed, listOf, paused, schedule, scheduleAt, schedules } from './situations';

const permissions = ['system.schedules.read', 'system.schedules.update', 'system.jobs.read'];
const address = '/admin/schedules/platform:jobs:tidy';

describe('the schedules page', () => {
  it('lists what runs by itself and opens one under an address without dots', async () => {
    const { user, router } = await renderAt('/admin/schedules', {
      permissions,
      handlers: [listOf(schedules), scheduleAt(schedule())],
    });
    expect(await screen.findAllByRole('row')).toHaveLength(schedules.length + 1);
    await user.click(await screen.findByRole('link', { name: 'platform.jobs.tidy' }));
    expect(router.state.location.pathname).toBe(address);
    expect(await screen.findByRole('button', { name: 'Run now' })).toBeVisible();
  });

  it('shows a paused schedule without a next run', async () => {
    await renderAt('/admin/schedules', { permissions, handlers: [listOf([paused])] });
    const row = (await screen.findByText('Paused')).closest('tr');
    expect(within(row as HTMLElement).getByText('None')).toBeVisible();
  });
});

describe('a schedule', () => {
  it('is run at once, and leads to the job', async () => {
    const { user, router } = await renderAt(address, {
      permissions,
      handlers: [
        listOf(schedules),
        scheduleAt(schedule()),
        http.post('/api/v1/schedules/{id}/run', ({ params, response }) => {
          expect(params.id).toBe('platform.jobs.tidy');
          return response(202).json({ jobId: '0199a1b0-0000-7000-8000-000000000402' });
        }),
        jobsOf([job(402)]),
        charts,
        jobAt(detailOf(job(402, { kind: 'platform.jobs.tidy' }))),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Run now' }));
    expect(await screen.findByText('platform.jobs.tidy is in line')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Open job' }));
    expect(router.state.location.pathname).toBe('/admin/jobs/0199a1b0-0000-7000-8000-000000000402');
    expect(await screen.findByRole('heading', { name: 'platform.jobs.tidy' })).toBeVisible();
  });

  it('is paused, and the toast takes it back', async () => {
    const asked: string[] = [];
    const { user } = await renderAt(address, {
      permissions,
      handlers: [
        listOf(schedules),
        scheduleAt(schedule()),
        http.post('/api/v1/schedules/{id}/pause', ({ response }) => {
          asked.push('pause');
          return response(200).json({ ...schedule(), isPaused: true });
        }),
        http.post('/api/v1/schedules/{id}/resume', ({ response }) => {
          asked.push('resume');
          return response(200).json(schedule());
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(asked).toEqual(['pause', 'resume']));
  });

  it('keeps what is typed beside what somebody else saved meanwhile', async () => {
    const tags: (string | null)[] = [];
    const { user, container } = await renderAt(address, {
      permissions,
      handlers: [
        listOf(schedules),
        http.get('/api/v1/schedules/{id}', ({ response }) =>
          response(200).json(tags.length ? { ...schedule(), cron: '40 * * * *' } : schedule(), {
            headers: { ETag: tags.length ? '"2"' : '"1"' },
          }),
        ),
        http.patch('/api/v1/schedules/{id}', ({ request, response }) => {
          tags.push(request.headers.get('If-Match'));
          return tags.length === 1
            ? response.untyped(problem(412, 'request.stale'))
            : response(200).json(schedule({ cron: '30 * * * *' }));
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Change times' }));
    const cron = await screen.findByRole('textbox', { name: /Cron expression/ });
    await user.clear(cron);
    await user.type(cron, '30 * * * *');
    await user.click(screen.getByRole('button', { name: 'Save times' }));
    expect(await screen.findByText('40 * * * *')).toBeVisible();
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: /mine/i }));
    await user.click(screen.getByRole('button', { name: 'Save times' }));
    expect(await screen.findByText('Times of platform.jobs.tidy saved')).toBeVisible();
    expect(tags).toEqual(['"1"', '"2"']);
  });

  it('shows a wrong expression on its field', async () => {
    const { user } = await renderAt(address, {
      permissions,
      handlers: [
        listOf(schedules),
        scheduleAt(schedule()),
        http.untyped.patch('*/api/v1/schedules/:id', () =>
          problem(422, 'request.validation_failed', {
            errors: { '/cron': [{ code: 'system.invalid_cron' }] },
          }),
        ),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Change times' }));
    await user.click(await screen.findByRole('button', { name: 'Save times' }));
    expect(await screen.findByText('This is not a cron expression that ever comes.')).toBeVisible();
    expect(screen.getByRole('textbox', { name: /Cron expression/ })).toBeInvalid();
  });

  it('goes back to what its module declares', async () => {
    let sent: unknown;
    const { user } = await renderAt('/admin/schedules/audit:export:nightly', {
      permissions,
      handlers: [
        listOf(schedules),
        scheduleAt(changed),
        http.patch('/api/v1/schedules/{id}', async ({ request, response }) => {
          sent = await request.json();
          return response(200).json(changed);
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Back to what is declared' }));
    await waitFor(() => expect(sent).toEqual({ asDeclared: true }));
  });

  it('is only looked at by who may not change it', async () => {
    await renderAt(address, {
      permissions: ['system.schedules.read'],
      handlers: [listOf(schedules), scheduleAt(schedule())],
    });
    expect(await screen.findByText('Next runs')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Run now' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Open its job' })).toBeNull();
  });
});
