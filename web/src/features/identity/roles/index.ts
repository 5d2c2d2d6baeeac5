import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/admin/roles',
    page: () => import('./roles-page'),
    title: 'title',
    permission: 'identity.roles.read',
    children: [
      {
        path: 'new',
        page: () => import('./create-role-panel'),
        title: 'create.title',
        permission: 'identity.roles.update',
      },
      { path: '$id', page: () => import('./role-panel'), title: 'panel.title', permission: 'identity.roles.read' },
    ],
  },
];
