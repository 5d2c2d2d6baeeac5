import { KeyRound } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [
    {
      to: '/admin/roles',
      label: 'title',
      icon: KeyRound,
      section: 'administration',
      order: 20,
      permission: 'identity.roles.read',
    },
  ],
  commands: [{ to: '/admin/roles/new', label: 'create.action', icon: KeyRound, permission: 'identity.roles.update' }],
};
