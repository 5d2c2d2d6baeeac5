import type { FeatureRoute } from '@/app/feature';

const permission = 'assistant.providers.manage';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/admin/providers',
    page: () => import('./providers-page'),
    title: 'title',
    permission,
    children: [
      { path: 'new', page: () => import('./create-provider-panel'), title: 'create.title', permission },
      { path: '$id', page: () => import('./provider-panel'), title: 'panel.title', permission },
    ],
  },
];
