import type { Meta, StoryObj } from '@storybook/react-vite';
import { answers, forever, unavailable } from '@/testing/answers';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import HomePage from './home/home-page';
import MailboxPage from './mailbox/mailbox-page';

const meta: Meta = { title: 'System' };
export default meta;

const mailbox = '*/api/v1/development/mailbox';

export const HomeOfAMember: StoryObj = { render: () => <HomePage /> };
export const HomeOfAnAdministrator: StoryObj = {
  ...HomeOfAMember,
  parameters: { session: { permissions: everyPermission } },
};
export const Mailbox: StoryObj = { render: () => <MailboxPage />, parameters: { api: [answers.mails] } };
export const MailboxLoading: StoryObj = { ...Mailbox, parameters: { api: [http.untyped.get(mailbox, forever)] } };
export const MailboxEmpty: StoryObj = {
  ...Mailbox,
  parameters: { api: [http.get('/api/v1/development/mailbox', ({ response }) => response(200).json({ items: [] }))] },
};
export const MailboxFailed: StoryObj = { ...Mailbox, parameters: { api: [http.untyped.get(mailbox, unavailable)] } };
export const MailboxNotHere: StoryObj = {
  ...Mailbox,
  parameters: { api: [http.untyped.get(mailbox, () => problem(404, 'request.not_found'))] },
};
