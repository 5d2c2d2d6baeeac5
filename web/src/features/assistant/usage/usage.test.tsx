import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import { everyPermission } from '@/testing/people';
import { renderAt } from '@/testing/render-at';
import { days, daysOf, lines, listOf } from './situations';

describe('usage of models', () => {
  it('is refused to whoever may not read it', async () => {
    await renderAt('/admin/usage');
    await screen.findByRole('heading', { name: 'You may not see this' });
    expect(screen.queryByRole('link', { name: 'AI usage' })).toBeNull();
  });

  it('is told by person and day, with what it cost, and as charts whose figures can be read', async () => {
    const { user, container } = await renderAt('/admin/usage', {
      permissions: everyPermission,
      handlers: [listOf(lines), daysOf(days)],
    });
    const row = (await screen.findByText('Grace Hopper')).closest('tr');
    expect(row).toHaveTextContent('Mar 1, 2026');
    expect(row).toHaveTextContent('€1.25');
    const chart = screen.getByRole('region', { name: 'Cost per day' });
    await user.click(within(chart).getByRole('button', { name: 'Show as table' }));
    const figures = within(chart).getByRole('table', { name: 'Cost per day' });
    expect(within(figures).getByRole('row', { name: /Mar 2, 2026.*€1\.25/ })).toBeVisible();
    await expectAccessible(container);
  });
});
