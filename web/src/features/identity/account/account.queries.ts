import { answer, api } from '@/platform/api/client';
import { rememberLanguage } from '@/platform/i18n/languages';
import { session, type SessionView } from '@/platform/session/session';

function enter(view: SessionView) {
  if (view.user) rememberLanguage(view.user.language);
  session.set(view);
}

export async function signIn(body: { email: string; password: string; rememberMe: boolean }) {
  enter(await answer(api.POST('/api/v1/session', { body })));
}

export async function setUp(body: { token: string; email: string; displayName: string; password: string }) {
  enter(await answer(api.POST('/api/v1/account/setup', { body })));
}

export const register = (body: { email: string; displayName: string; password: string }) =>
  answer(api.POST('/api/v1/account/registrations', { body }));

export const verify = (token: string) => answer(api.POST('/api/v1/account/verifications', { body: { token } }));

export const requestReset = (email: string) => answer(api.POST('/api/v1/account/password-resets', { body: { email } }));

export const confirmReset = (body: { token: string; password: string }) =>
  answer(api.POST('/api/v1/account/password-resets/confirmations', { body }));

export const acceptInvitation = (body: { token: string; displayName: string; password: string }) =>
  answer(api.POST('/api/v1/account/invitations', { body }));
