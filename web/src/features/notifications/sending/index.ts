import type { FeatureRoute } from '@/app/feature';

const deliveries = 'notifications.deliveries.read';
const webhooks = 'notifications.webhooks.manage';
const templates = 'notifications.templates.manage';

export const routes: readonly FeatureRoute[] = [
  {
    path: '/admin/deliveries',
    page: () => import('./deliveries-page'),
    title: 'deliveries.title',
    permission: deliveries,
    children: [
      { path: '$id', page: () => import('./delivery-panel'), title: 'delivery.title', permission: deliveries },
    ],
  },
  {
    path: '/admin/refused-addresses',
    page: () => import('./refused-addresses-page'),
    title: 'refused.title',
    permission: deliveries,
  },
  {
    path: '/admin/webhooks',
    page: () => import('./webhooks-page'),
    title: 'webhooks.title',
    permission: webhooks,
    children: [{ path: '$id', page: () => import('./webhook-panel'), title: 'webhook.title', permission: webhooks }],
  },
  {
    path: '/admin/templates',
    page: () => import('./templates-page'),
    title: 'templates.title',
    permission: templates,
    children: [
      {
        path: '$kind/$language',
        page: () => import('./template-panel'),
        title: 'template.title',
        permission: templates,
      },
    ],
  },
];
