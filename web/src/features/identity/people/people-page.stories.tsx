import type { Meta, StoryObj } from '@storybook/react-vite';
import { delay, HttpResponse } from 'msw';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import PeoplePage from './people-page';
import { listOf, people, roleList } from './situations';

const path = '/admin/people';
const session = { permissions: everyPermission };

const meta: Meta<typeof PeoplePage> = { title: 'Identity/People', component: PeoplePage };
export default meta;
type Story = StoryObj<typeof PeoplePage>;

export const ManyRows: Story = { parameters: { path, session, api: [listOf(people), roleList] } };
export const ReadOnly: Story = {
  parameters: { path, session: { permissions: ['identity.users.read'] }, api: [listOf(people.slice(0, 5))] },
};
export const NoMatch: Story = {
  parameters: { path: `${path}?q=zz&status=locked`, session, api: [listOf([]), roleList] },
};
export const Empty: Story = { parameters: { path, session, api: [listOf([]), roleList] } };
export const Loading: Story = {
  parameters: {
    path,
    session,
    api: [
      roleList,
      http.get('/api/v1/users', async ({ response }) => {
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
    api: [roleList, http.get('/api/v1/users', ({ response }) => response.untyped(problem(403, 'access.denied')))],
  },
};
export const Failed: Story = {
  parameters: {
    path,
    session,
    api: [roleList, http.get('/api/v1/users', ({ response }) => response.untyped(problem(500, 'server.failed')))],
  },
};
export const Offline: Story = {
  parameters: {
    path,
    session,
    api: [roleList, http.get('/api/v1/users', ({ response }) => response.untyped(HttpResponse.error()))],
  },
};
