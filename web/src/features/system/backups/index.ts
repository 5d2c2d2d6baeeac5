import { DatabaseBackup } from 'lucide-react';
import type { Feature } from '@/app/feature';

const permission = 'system.backups.read';

export const feature: Feature = {
  name: 'system.backups',
  routes: [
    {
      path: '/admin/backups',
      page: () => import('./backups-page'),
      title: 'title',
      permission,
      children: [{ path: '$id', page: () => import('./backup-panel'), title: 'panel.title', permission }],
    },
  ],
  navigation: [
    { to: '/admin/backups', label: 'title', icon: DatabaseBackup, section: 'administration', order: 52, permission },
  ],
};
