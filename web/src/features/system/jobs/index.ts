import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/admin/jobs',
    page: () => import('./jobs-page'),
    title: 'title',
    permission: 'system.jobs.read',
    children: [
      { path: '$id', page: () => import('./job-panel'), title: 'panel.title', permission: 'system.jobs.read' },
    ],
  },
];
