import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  { path: '/me/profile', title: 'profile.title', page: () => import('./profile-page') },
  { path: '/me/security', title: 'security.title', page: () => import('./security-page') },
  { path: '/me/tokens', title: 'tokens.title', page: () => import('./tokens-page') },
];
