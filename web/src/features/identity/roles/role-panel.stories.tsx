import type { Meta, StoryObj } from '@storybook/react-vite';
import { everyPermission } from '@/testing/people';
import { RoleDetails } from './role-panel';
import { administrator, helpDesk, permissionList, roleAt } from './situations';

const session = { permissions: everyPermission };

const meta: Meta<typeof RoleDetails> = { title: 'Identity/Role', component: RoleDetails, args: { id: helpDesk.id } };
export default meta;
type Story = StoryObj<typeof RoleDetails>;

export const Own: Story = { parameters: { session, api: [roleAt(helpDesk), permissionList] } };
export const BuiltIn: Story = { parameters: { session, api: [roleAt(administrator), permissionList] } };
export const ReadOnly: Story = {
  parameters: { session: { permissions: ['identity.roles.read'] }, api: [roleAt(helpDesk), permissionList] },
};
