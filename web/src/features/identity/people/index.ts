import { Users } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'identity.people',
  routes: [
    {
      path: '/admin/people',
      page: () => import('./people-page'),
      title: 'title',
      permission: 'identity.users.read',
      children: [
        { path: '$id', page: () => import('./person-panel'), title: 'panel.title', permission: 'identity.users.read' },
        {
          path: '$id/explain',
          page: () => import('./explain-panel'),
          title: 'explain.title',
          permission: 'identity.roles.read',
        },
      ],
    },
  ],
  navigation: [
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
