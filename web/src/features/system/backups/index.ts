import type { FeatureRoute } from '@/app/feature';

const permission = 'system.backups.read';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/admin/backups',
    page: () => import('./backups-page'),
    title: 'title',
    permission,
    children: [{ path: '$id', page: () => import('./backup-panel'), title: 'panel.title', permission }],
  },
];
