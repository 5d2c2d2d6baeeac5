import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  { path: '/notifications', page: () => import('./inbox-page'), title: 'title' },
  { path: '/me/notifications', page: () => import('./preferences-page'), title: 'preferences.title' },
  { path: '/unsubscribe', frame: 'account', page: () => import('./unsubscribe-page'), title: 'unsubscribe.title' },
];
