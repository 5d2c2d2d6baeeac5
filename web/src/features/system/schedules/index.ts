import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/admin/schedules',
    page: () => import('./schedules-page'),
    title: 'title',
    permission: 'system.schedules.read',
    children: [
      {
        path: '$id',
        page: () => import('./schedule-panel'),
        title: 'panel.title',
        permission: 'system.schedules.read',
      },
    ],
  },
];
