import type { FeatureRoute } from '@/app/feature';

const permission = 'mcp.servers.manage';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/admin/servers',
    page: () => import('./servers-page'),
    title: 'servers.title',
    permission,
    children: [{ path: '$id', page: () => import('./server-panel'), title: 'server.title', permission }],
  },
];
