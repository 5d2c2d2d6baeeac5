import { DatabaseBackup } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

const permission = 'system.backups.read';

export const navigation: FeatureNavigation = {
  entries: [
    { to: '/admin/backups', label: 'title', icon: DatabaseBackup, section: 'administration', order: 52, permission },
  ],
};
