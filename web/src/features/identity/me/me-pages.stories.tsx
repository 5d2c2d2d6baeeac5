import type { Meta, StoryObj } from '@storybook/react-vite';
import { answers, forever, unavailable } from '@/testing/answers';
import { http } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { CreatedToken } from './created-token';
import { CreateTokenForm } from './create-token-form';
import ProfilePage from './profile-page';
import SecurityPage from './security-page';
import TokensPage from './tokens-page';

const meta: Meta = { title: 'Identity/Me' };
export default meta;

export const Profile: StoryObj = { render: () => <ProfilePage />, parameters: { api: [answers.profile] } };
export const ProfileLoading: StoryObj = { ...Profile, parameters: { api: [http.get('/api/v1/me', forever)] } };
export const ProfileFailed: StoryObj = {
  ...Profile,
  parameters: { api: [http.untyped.get('*/api/v1/me', unavailable)] },
};
export const Security: StoryObj = { render: () => <SecurityPage />, parameters: { api: [answers.sessions] } };
export const SecurityLoading: StoryObj = {
  ...Security,
  parameters: { api: [http.get('/api/v1/me/sessions', forever)] },
};
export const SecurityFailed: StoryObj = {
  ...Security,
  parameters: { api: [http.untyped.get('*/api/v1/me/sessions', unavailable)] },
};
export const Tokens: StoryObj = { render: () => <TokensPage />, parameters: { api: [answers.tokens] } };
export const TokensEmpty: StoryObj = {
  ...Tokens,
  parameters: {
    api: [http.get('/api/v1/me/tokens', ({ response }) => response(200).json({ items: [], next: null, total: null }))],
  },
};
export const TokensFailed: StoryObj = {
  ...Tokens,
  parameters: { api: [http.untyped.get('*/api/v1/me/tokens', unavailable)] },
};
export const NewToken: StoryObj = {
  render: () => <CreateTokenForm onCreated={() => undefined} onCancel={() => undefined} />,
  parameters: { session: { permissions: everyPermission } },
};
export const NewTokenWithoutPermissions: StoryObj = { ...NewToken, parameters: {} };
export const TokenShownOnce: StoryObj = {
  render: () => <CreatedToken name="Nightly export" token="sai_pat_0123456789abcdef" onDone={() => undefined} />,
};
