import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import { http, problem } from '@/testing/api';
import { renderAt } from '@/testing/render-at';
import { answers, backup, nothing, overview, running, troubled } from './situations';

const permissions = ['system.backups.read', 'system.backups.update', 'system.jobs.read'];
const jobId = '0199a1b0-0000-7000-8000-000000000601';

describe('the backups page', () => {
  it('tells the last restore that was proven, and opens a backup', async () => {
    const { user, router, container } = await renderAt('/admin/backups', {
      permissions,
      handlers: [answers(overview())],
    });
    expect(await screen.findByText(/The last restore was proven/)).toBeVisible();
    await expectAccessible(container);
    const opens = await screen.findByText((_, at) => at?.getAttribute('href') === `/admin/backups/${backup().id}`);
    await user.click(opens);
    expect(router.state.location.pathname).toBe(`/admin/backups/${backup().id}`);
    expect(await screen.findByText('20261123142507_StandingYes')).toBeVisible();
  });

  it('names the setting where no place is named, and offers nothing that would be refused', async () => {
    await renderAt('/admin/backups', { permissions, handlers: [answers(nothing)] });
    expect(await screen.findByText(/SMARTAI_BACKUP__TO=/)).toBeVisible();
    expect(screen.getByText('docs/operators/backup.md')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Back up now' })).toBeNull();
  });

  it('says what failed and why, and leads to its job', async () => {
    const { container } = await renderAt('/admin/backups', { permissions, handlers: [answers(troubled)] });
    expect((await screen.findAllByText(/No space left on device/))[0]).toBeVisible();
    expect(screen.getAllByRole('link', { name: 'Open its job' })[0]).toHaveAttribute('href', `/admin/jobs/${jobId}`);
    await expectAccessible(container);
  });

  it('makes one now, and shows how far it is', async () => {
    let asked = 0;
    const { user } = await renderAt('/admin/backups', {
      permissions,
      handlers: [
        http.get('/api/v1/backups', ({ response }) =>
          response(200).json(asked ? overview({ lastMake: running }) : overview()),
        ),
        http.post('/api/v1/backups', ({ response }) => {
          asked++;
          return response(202).json({ jobId });
        }),
      ],
    });
    await user.click(await screen.findByRole('button', { name: 'Back up now' }));
    expect(await screen.findByText(/copying the database/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Back up now' })).toBeDisabled();
    expect(asked).toBe(1);
  });

  it('verifies one now, and says when another is at work', async () => {
    const asked: unknown[] = [];
    const { user } = await renderAt(`/admin/backups/${backup().id}`, {
      permissions,
      handlers: [
        answers(overview()),
        http.post('/api/v1/backups/{id}/verify', ({ params, response }) => {
          asked.push(params.id);
          return asked.length === 1
            ? response(202).json({ jobId })
            : response.untyped(problem(409, 'system.backup_running'));
        }),
      ],
    });
    const verify = await screen.findByRole('button', { name: 'Verify now' });
    await user.click(verify);
    expect(await screen.findByText(/The backup is being verified/)).toBeVisible();
    await waitFor(() => expect(verify).toBeEnabled());
    await user.click(verify);
    expect(await screen.findByText(/asked for before has not ended/)).toBeVisible();
    expect(asked).toEqual([backup().id, backup().id]);
  });

  it('is only looked at by who may not change it', async () => {
    await renderAt(`/admin/backups/${backup().id}`, {
      permissions: ['system.backups.read'],
      handlers: [answers(overview())],
    });
    expect(await screen.findByText('20261123142507_StandingYes')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Verify now' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Back up now' })).toBeNull();
  });
});
