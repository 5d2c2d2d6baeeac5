import type { Meta, StoryObj } from '@storybook/react-vite';
import { sessionOf } from '@/testing/people';
import AcceptInvitationPage from './accept-invitation-page';
import ForgotPasswordPage from './forgot-password-page';
import ResetPasswordPage from './reset-password-page';
import SetupPage from './setup-page';
import SignInPage from './sign-in-page';
import SignUpPage from './sign-up-page';
import VerifyPage from './verify-page';

const nobody = sessionOf(null);

const meta: Meta = { title: 'Identity/Account', parameters: { session: nobody, frame: 'account' } };
export default meta;

const inDevelopment = {
  ...nobody,
  capabilities: { ...nobody.capabilities, developmentMailbox: true, needsSetup: true },
};
const closed = { ...nobody, capabilities: { ...nobody.capabilities, registrationOpen: false } };

export const SignIn: StoryObj = { render: () => <SignInPage /> };
export const SignInAfterLock: StoryObj = { ...SignIn, parameters: { path: '/sign-in?reason=locked' } };
export const SignInBeforeSetup: StoryObj = { ...SignIn, parameters: { session: inDevelopment } };
export const SignUp: StoryObj = { render: () => <SignUpPage /> };
export const SignUpClosed: StoryObj = { ...SignUp, parameters: { session: closed } };
export const ForgotPassword: StoryObj = { render: () => <ForgotPasswordPage /> };
export const Verify: StoryObj = { render: () => <VerifyPage />, parameters: { path: '/verify', token: 'abc' } };
export const VerifyWithoutToken: StoryObj = { render: () => <VerifyPage />, parameters: { path: '/verify-none' } };
export const ResetPassword: StoryObj = {
  render: () => <ResetPasswordPage />,
  parameters: { path: '/reset-password', token: 'abc' },
};
export const AcceptInvitation: StoryObj = {
  render: () => <AcceptInvitationPage />,
  parameters: { path: '/accept-invitation', token: 'abc' },
};
export const Setup: StoryObj = { render: () => <SetupPage />, parameters: { path: '/setup', token: 'abc' } };
