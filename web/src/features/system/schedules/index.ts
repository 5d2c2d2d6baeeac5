import { CalendarClock } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'system.schedules',
  routes: [
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
  ],
  navigation: [
    {
      to: '/admin/schedules',
      label: 'title',
      icon: CalendarClock,
      section: 'administration',
      order: 51,
      permission: 'system.schedules.read',
    },
  ],
};
