import { ListChecks } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'system.jobs',
  routes: [
    {
      path: '/admin/jobs',
      page: () => import('./jobs-page'),
      title: 'title',
      permission: 'system.jobs.read',
      children: [
        { path: '$id', page: () => import('./job-panel'), title: 'panel.title', permission: 'system.jobs.read' },
      ],
    },
  ],
  everywhere: [{ place: 'corner', part: () => import('./progress-corner') }],
  navigation: [
    {
      to: '/admin/jobs',
      label: 'title',
      icon: ListChecks,
      section: 'administration',
      order: 50,
      permission: 'system.jobs.read',
    },
  ],
};
