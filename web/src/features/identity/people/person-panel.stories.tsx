import type { Meta, StoryObj } from '@storybook/react-vite';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { PersonDetails } from './person-panel';
import { detailOf, personAt, roleList } from './situations';

const session = { permissions: everyPermission };
const id = detailOf(0).id;

const meta: Meta<typeof PersonDetails> = { title: 'Identity/Person', component: PersonDetails, args: { id } };
export default meta;
type Story = StoryObj<typeof PersonDetails>;

export const Active: Story = { parameters: { session, api: [personAt(detailOf(0)), roleList] } };
export const Locked: Story = {
  parameters: {
    session,
    api: [personAt(detailOf(1, { lockReason: 'Left the project', lockedAt: '2026-11-20T10:00:00Z' })), roleList],
  },
};
export const Deactivated: Story = { parameters: { session, api: [personAt(detailOf(4)), roleList] } };
export const ReadOnly: Story = {
  parameters: { session: { permissions: ['identity.users.read'] }, api: [personAt(detailOf(0))] },
};
export const Missing: Story = {
  parameters: {
    session,
    api: [http.get('/api/v1/users/{id}', ({ response }) => response.untyped(problem(404, 'request.not_found')))],
  },
};
