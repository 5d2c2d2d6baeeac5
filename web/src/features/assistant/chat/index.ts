import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/assistant',
    page: () => import('./assistant-page'),
    title: 'title',
    children: [{ path: '$id', page: () => import('./no-page'), title: 'conversation' }],
  },
];
