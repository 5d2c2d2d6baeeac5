import Box from '@mui/material/Box';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { denied, forever, unavailable } from '@/testing/answers';
import { http } from '@/testing/api';
import Bell from './bell';
import InboxPage from './inbox-page';
import PreferencesPage from './preferences-page';
import { listOf, notifications, preferences, preferencesOf, unreadOf } from './situations';
import UnsubscribePage from './unsubscribe-page';

const meta: Meta = { title: 'Notifications/Inbox' };
export default meta;
type Story = StoryObj;

const around = [preferencesOf(preferences), unreadOf(3)];
const page = (...api: readonly unknown[]): Story => ({
  render: () => <InboxPage />,
  parameters: { path: '/notifications', api: [...api, ...around] },
});

export const ManyRows = page(listOf(notifications));
export const Empty = page(listOf([]));
export const Loading = page(http.get('/api/v1/notifications', forever));
export const Failed = page(http.get('/api/v1/notifications', ({ response }) => response.untyped(unavailable())));

export const BellWithUnread: Story = {
  render: () => (
    <Box component="header">
      <Bell />
    </Box>
  ),
  parameters: { api: [listOf(notifications), unreadOf(120)] },
};

const choosing = (...api: readonly unknown[]): Story => ({
  render: () => <PreferencesPage />,
  parameters: { path: '/me/notifications', api },
});
export const Preferences = choosing(preferencesOf(preferences));
export const QuietAndDigest = choosing(
  preferencesOf({ ...preferences, quietFrom: '22:00', quietTo: '07:00', digestAt: '08:00' }),
);
export const PreferencesRefused = choosing(
  http.get('/api/v1/notifications/preferences', ({ response }) => response.untyped(denied())),
);

const leaving = (isOff: boolean, token?: string): Story => ({
  render: () => <UnsubscribePage />,
  parameters: {
    path: '/unsubscribe',
    frame: 'account',
    token,
    api: [
      http.get('/api/v1/notifications/unsubscribe', ({ response }) =>
        response(200).json({
          kind: 'identity.person_joined',
          kindName: 'Somebody joined',
          channel: 'email',
          channelName: 'Mail',
          isOff,
        }),
      ),
    ],
  },
});
export const Unsubscribe = leaving(false, 'token');
export const Unsubscribed = leaving(true, 'token');
export const UnsubscribeWithoutLink = leaving(false);
