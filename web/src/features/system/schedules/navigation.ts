import { CalendarClock } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [
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
