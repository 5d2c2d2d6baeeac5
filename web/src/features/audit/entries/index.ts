import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/admin/audit',
    page: () => import('./audit-page'),
    title: 'title',
    permission: 'audit.entries.read',
    children: [
      { path: '$id', page: () => import('./entry-panel'), title: 'panel.title', permission: 'audit.entries.read' },
    ],
  },
];
