import { ChartColumn } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [
    {
      to: '/admin/usage',
      label: 'title',
      icon: ChartColumn,
      section: 'administration',
      order: 49,
      permission: 'assistant.usage.read',
    },
  ],
};
