import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/assistant',
    page: () => import('./assistant-page'),
    title: 'title',
    children: [{ path: '$id', page: () => import('./no-page'), title: 'conversation' }],
  },
  {
    path: '/help',
    page: () => import('./help-page'),
    title: 'help.title',
    children: [{ path: '$guide/$page', page: () => import('./no-page'), title: 'help.title' }],
  },
];
