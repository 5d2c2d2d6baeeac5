import { ListChecks, Settings2 } from 'lucide-react';
import type { Feature } from '@/app/feature';

const permission = 'approvals.tools.read';

export const feature: Feature = {
  name: 'approvals.queue',
  routes: [
    {
      path: '/approvals',
      page: () => import('./approvals-page'),
      title: 'title',
      children: [{ path: '$id', page: () => import('./approval-panel'), title: 'panel.title' }],
    },
    {
      path: '/admin/tools',
      page: () => import('./tools-page'),
      title: 'tools.title',
      permission,
      children: [{ path: '$id', page: () => import('./tool-panel'), title: 'tools.panel', permission }],
    },
  ],
  everywhere: [{ place: 'bar', part: () => import('./badge') }],
  navigation: [
    { to: '/approvals', label: 'title', icon: ListChecks, section: 'main', order: 5 },
    { to: '/admin/tools', label: 'tools.title', icon: Settings2, section: 'administration', order: 45, permission },
  ],
};
