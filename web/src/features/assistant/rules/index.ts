import type { FeatureRoute } from '@/app/feature';

const permission = 'assistant.rules.manage';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/admin/budgets',
    page: () => import('./budgets-page'),
    title: 'budgets.title',
    permission,
    children: [
      { path: 'new', page: () => import('./person-budget-panel'), title: 'budget.person', permission },
      { path: '$subject', page: () => import('./budget-panel'), title: 'budget.title', permission },
    ],
  },
  {
    path: '/admin/instructions',
    page: () => import('./instructions-page'),
    title: 'instructions.title',
    permission,
    children: [{ path: '$role', page: () => import('./instruction-panel'), title: 'instruction.title', permission }],
  },
];
