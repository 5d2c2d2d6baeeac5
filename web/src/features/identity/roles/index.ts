import { KeyRound } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'identity.roles',
  routes: [
    {
      path: '/admin/roles',
      page: () => import('./roles-page'),
      title: 'title',
      permission: 'identity.roles.read',
      children: [
        {
          path: 'new',
          page: () => import('./create-role-panel'),
          title: 'create.title',
          permission: 'identity.roles.update',
        },
        { path: '$id', page: () => import('./role-panel'), title: 'panel.title', permission: 'identity.roles.read' },
      ],
    },
  ],
  navigation: [
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
