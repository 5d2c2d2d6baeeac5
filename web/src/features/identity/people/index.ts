import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/admin/people',
    page: () => import('./people-page'),
    title: 'title',
    permission: 'identity.users.read',
    children: [
      { path: '$id', page: () => import('./person-panel'), title: 'panel.title', permission: 'identity.users.read' },
      {
        path: '$id/explain',
        page: () => import('./explain-panel'),
        title: 'explain.title',
        permission: 'identity.roles.read',
      },
    ],
  },
];
