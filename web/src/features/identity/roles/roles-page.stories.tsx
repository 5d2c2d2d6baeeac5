import type { Meta, StoryObj } from '@storybook/react-vite';
import { delay, HttpResponse } from 'msw';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import RolesPage from './roles-page';
import { listOf, roles } from './situations';

const path = '/admin/roles';
const session = { permissions: everyPermission };

const meta: Meta<typeof RolesPage> = { title: 'Identity/Roles', component: RolesPage };
export default meta;
type Story = StoryObj<typeof RolesPage>;

export const SomeRoles: Story = { parameters: { path, session, api: [listOf(roles)] } };
export const Empty: Story = { parameters: { path, session, api: [listOf([])] } };
export const Loading: Story = {
  parameters: {
    path,
    session,
    api: [
      http.get('/api/v1/roles', async ({ response }) => {
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
    api: [http.get('/api/v1/roles', ({ response }) => response.untyped(problem(403, 'access.denied')))],
  },
};
export const Failed: Story = {
  parameters: {
    path,
    session,
    api: [http.get('/api/v1/roles', ({ response }) => response.untyped(problem(500, 'server.failed')))],
  },
};
export const Offline: Story = {
  parameters: {
    path,
    session,
    api: [http.get('/api/v1/roles', ({ response }) => response.untyped(HttpResponse.error()))],
  },
};
