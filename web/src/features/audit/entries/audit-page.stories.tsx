import type { Meta, StoryObj } from '@storybook/react-vite';
import { delay, HttpResponse } from 'msw';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import AuditPage from './audit-page';
import { entries, foreign, listOf, locked, refused } from './situations';

const path = '/admin/audit';
const session = { permissions: everyPermission };

const meta: Meta<typeof AuditPage> = { title: 'Audit/Entries', component: AuditPage };
export default meta;
type Story = StoryObj<typeof AuditPage>;

export const ManyRows: Story = {
  parameters: { path, session, api: [listOf([locked, refused, foreign, ...entries])] },
};
export const Empty: Story = { parameters: { path, session, api: [listOf([])] } };
export const NoMatch: Story = { parameters: { path: `${path}?outcome=failed&face=mcp`, session, api: [listOf([])] } };
export const Loading: Story = {
  parameters: {
    path,
    session,
    api: [
      http.get('/api/v1/audit', async ({ response }) => {
        await delay('infinite');
        return response(200).json({ items: [], next: null, total: null });
      }),
    ],
  },
};
export const Refused: Story = {
  parameters: {
    path,
    session,
    api: [http.get('/api/v1/audit', ({ response }) => response.untyped(problem(403, 'access.denied')))],
  },
};
export const Failed: Story = {
  parameters: {
    path,
    session,
    api: [http.get('/api/v1/audit', ({ response }) => response.untyped(problem(500, 'server.failed')))],
  },
};
export const Offline: Story = {
  parameters: {
    path,
    session,
    api: [http.get('/api/v1/audit', ({ response }) => response.untyped(HttpResponse.error()))],
  },
};
