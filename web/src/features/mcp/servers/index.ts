import { Unplug } from 'lucide-react';
import type { Feature } from '@/app/feature';

const permission = 'mcp.servers.manage';

export const feature: Feature = {
  name: 'mcp.servers',
  routes: [
    {
      path: '/admin/servers',
      page: () => import('./servers-page'),
      title: 'servers.title',
      permission,
      children: [{ path: '$id', page: () => import('./server-panel'), title: 'server.title', permission }],
    },
  ],
  navigation: [
    { to: '/admin/servers', label: 'servers.title', icon: Unplug, section: 'administration', order: 46, permission },
  ],
};
