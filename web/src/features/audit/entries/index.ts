import { ScrollText } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'audit.entries',
  routes: [
    {
      path: '/admin/audit',
      page: () => import('./audit-page'),
      title: 'title',
      permission: 'audit.entries.read',
      children: [
        { path: '$id', page: () => import('./entry-panel'), title: 'panel.title', permission: 'audit.entries.read' },
      ],
    },
  ],
  navigation: [
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
