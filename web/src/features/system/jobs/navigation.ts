import { ListChecks } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [
    {
      to: '/admin/jobs',
      label: 'title',
      icon: ListChecks,
      section: 'administration',
      order: 50,
      permission: 'system.jobs.read',
    },
  ],
  everywhere: [{ place: 'corner', part: () => import('./progress-corner') }],
};
