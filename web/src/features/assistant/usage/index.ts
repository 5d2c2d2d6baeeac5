import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [
  { path: '/admin/usage', page: () => import('./usage-page'), title: 'title', permission: 'assistant.usage.read' },
];
