import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  { path: '/sign-in', frame: 'account', title: 'signin.title', page: () => import('./sign-in-page') },
  { path: '/sign-up', frame: 'account', title: 'signup.title', page: () => import('./sign-up-page') },
  { path: '/verify', frame: 'account', title: 'verify.title', page: () => import('./verify-page') },
  { path: '/forgot-password', frame: 'account', title: 'forgot.title', page: () => import('./forgot-password-page') },
  { path: '/reset-password', frame: 'account', title: 'reset.title', page: () => import('./reset-password-page') },
  {
    path: '/accept-invitation',
    frame: 'account',
    title: 'invitation.title',
    page: () => import('./accept-invitation-page'),
  },
  { path: '/setup', frame: 'account', title: 'setup.title', page: () => import('./setup-page') },
];
