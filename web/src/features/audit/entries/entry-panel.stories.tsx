import type { Meta, StoryObj } from '@storybook/react-vite';
import { everyPermission } from '@/testing/people';
import { EntryDetails } from './entry-panel';
import { entryAt, foreign, locked, refused } from './situations';

const session = { permissions: everyPermission };

const meta: Meta<typeof EntryDetails> = { title: 'Audit/Entry', component: EntryDetails, args: { id: locked.id } };
export default meta;
type Story = StoryObj<typeof EntryDetails>;

export const WithChanges: Story = { parameters: { session, api: [entryAt(locked)] } };
export const Refused: Story = { parameters: { session, api: [entryAt(refused)] } };
export const OfAnotherModule: Story = { parameters: { session, api: [entryAt(foreign)] } };
