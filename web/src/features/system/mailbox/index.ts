import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  { path: '/development/mailbox', frame: 'open', title: 'title', page: () => import('./mailbox-page') },
];
