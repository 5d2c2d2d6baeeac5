import type { FeatureRoute } from '@/app/feature';

const permission = 'approvals.tools.read';

export const routes: readonly FeatureRoute[] = [
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
];
