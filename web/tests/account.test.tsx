import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { http, problem } from '@/testing/api';
import { answers } from '@/testing/answers';
import { member, sessionOf } from '@/testing/people';
import { renderAt } from '@/testing/render-at';

const nobody = { user: null } as const;
const refuse = (status: number, code: string, more = {}) =>
  http.untyped.post('*/api/v1/session', () => problem(status, code, more));

async function signIn(user: Awaited<ReturnType<typeof renderAt>>['user']) {
  await user.type(await screen.findByRole('textbox', { name: 'Email address' }), 'ada@example.com');
  await user.type(screen.getByLabelText('Password'), 'correct horse battery');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

describe('signing in', () => {
  it('leads on to the page that asked for it', async () => {
    const { user, router } = await renderAt('/me/tokens', {
      ...nobody,
      handlers: [http.post('/api/v1/session', ({ response }) => response(200).json(sessionOf(member))), answers.tokens],
    });
    expect(await screen.findByText('Sign in to open this page.')).toBeVisible();
    await signIn(user);
    expect(await screen.findByRole('heading', { level: 1, name: 'Access tokens' })).toBeVisible();
    expect(router.state.location.pathname).toBe('/me/tokens');
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads out to %s',
    async (address) => {
      const { user, router } = await renderAt(`/sign-in?return=${encodeURIComponent(address)}`, {
        ...nobody,
        handlers: [http.post('/api/v1/session', ({ response }) => response(200).json(sessionOf(member)))],
      });
      await signIn(user);
      await screen.findByRole('heading', { level: 1, name: /Ada Byron/ });
      expect(router.state.location.href).toBe('/');
    },
  );

  it.each([
    [401, 'identity.invalid_credentials', 'The email address or the password is wrong.'],
    [403, 'identity.email_unverified', /Confirm your email address first/],
    [403, 'identity.user_locked', /An administrator locked this account/],
    [429, 'identity.too_many_attempts', /Too many attempts/],
    [500, 'never.heard_of', /no words for yet/],
  ])('says why it was refused: %i %s', async (status, code, sentence) => {
    const { user } = await renderAt('/sign-in', { ...nobody, handlers: [refuse(status, code)] });
    await signIn(user);
    expect(await screen.findByRole('alert')).toHaveTextContent(sentence);
    expect(screen.getByLabelText('Password')).toHaveFocus();
  });

  it('asks for what is missing, puts the focus there and calls nobody', async () => {
    const { user } = await renderAt('/sign-in', nobody);
    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(screen.getByRole('textbox', { name: 'Email address' })).toHaveFocus();
    expect(screen.getByRole('textbox', { name: 'Email address' })).toHaveAccessibleDescription('Fill in this field.');
  });
});

describe('links from mails', () => {
  it('take the token out of the address and wait for a click', async () => {
    const tokens: string[] = [];
    const { user, router } = await renderAt('/verify?token=secret', {
      ...nobody,
      handlers: [
        http.post('/api/v1/account/verifications', async ({ request, response }) => {
          tokens.push((await request.json()).token);
          return response(204).empty();
        }),
      ],
    });
    expect(router.state.location.href).toBe('/verify');
    expect(tokens).toEqual([]);
    await user.click(await screen.findByRole('button', { name: 'Confirm my address' }));
    expect(await screen.findByRole('heading', { name: 'Your address is confirmed' })).toHaveFocus();
    expect(tokens).toEqual(['secret']);
  });

  it('say so when they were used before, with a way forward', async () => {
    const { user } = await renderAt('/reset-password?token=old', {
      ...nobody,
      handlers: [
        http.untyped.post('*/api/v1/account/password-resets/confirmations', () =>
          problem(400, 'identity.link_invalid'),
        ),
      ],
    });
    await user.type(await screen.findByLabelText('New password'), 'correct horse battery staple');
    await user.click(screen.getByRole('button', { name: 'Set new password' }));
    expect(await screen.findByRole('heading', { name: 'This link is no longer valid' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Get a new link' })).toHaveAttribute('href', '/forgot-password');
  });
});

it('puts what the server found wrong on its field, in words', async () => {
  const { user } = await renderAt('/sign-up', {
    ...nobody,
    handlers: [
      http.untyped.post('*/api/v1/account/registrations', () =>
        problem(422, 'request.validation_failed', {
          errors: { '/password': [{ code: 'identity.password_common', message: 'common' }] },
        }),
      ),
    ],
  });
  await user.type(await screen.findByRole('textbox', { name: 'Your name' }), 'Ada');
  await user.type(screen.getByRole('textbox', { name: 'Email address' }), 'ada@example.com');
  await user.type(screen.getByLabelText('Password'), 'password1234');
  await user.click(screen.getByRole('button', { name: 'Create account' }));
  await waitFor(() =>
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/lists of common passwords/),
  );
  expect(screen.getByLabelText('Password')).toHaveFocus();
});
