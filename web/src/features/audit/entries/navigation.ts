import { ScrollText } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [
    {
      to: '/admin/audit',
      label: 'title',
      icon: ScrollText,
      section: 'administration',
      order: 30,
      permission: 'audit.entries.read',
    },
  ],
};
