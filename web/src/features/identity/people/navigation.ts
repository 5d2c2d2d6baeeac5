import { Users } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [
    {
      to: '/admin/people',
      label: 'title',
      icon: Users,
      section: 'administration',
      order: 10,
      permission: 'identity.users.read',
    },
  ],
};
