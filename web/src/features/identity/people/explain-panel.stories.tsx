import type { Meta, StoryObj } from '@storybook/react-vite';
import { ExplanationResult } from './explanation-result';

const base = {
  operation: 'identity.users.lock',
  permission: 'identity.users.lock',
  reason: 'access.denied',
  roles: ['administrator', 'help desk'],
  heldRoles: ['member'],
};

const meta: Meta<typeof ExplanationResult> = {
  title: 'Identity/Explanation',
  component: ExplanationResult,
  args: { name: 'Omar Haddad' },
};
export default meta;
type Story = StoryObj<typeof ExplanationResult>;

export const Missing: Story = { args: { explanation: { ...base, allowed: false } } };
export const Held: Story = {
  args: { explanation: { ...base, allowed: true, reason: 'granted', heldRoles: ['member', 'help desk'] } },
};
export const Locked: Story = { args: { explanation: { ...base, allowed: false, reason: 'identity.user_locked' } } };
export const NoRole: Story = { args: { explanation: { ...base, allowed: false, roles: [] } } };
