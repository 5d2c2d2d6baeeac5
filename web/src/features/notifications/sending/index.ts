import { FileText, Send, Webhook } from 'lucide-react';
import type { Feature } from '@/app/feature';

const deliveries = 'notifications.deliveries.read';
const webhooks = 'notifications.webhooks.manage';
const templates = 'notifications.templates.manage';

export const feature: Feature = {
  name: 'notifications.sending',
  routes: [
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
  ],
  navigation: [
    {
      to: '/admin/deliveries',
      label: 'deliveries.title',
      icon: Send,
      section: 'administration',
      order: 60,
      permission: deliveries,
    },
    {
      to: '/admin/webhooks',
      label: 'webhooks.title',
      icon: Webhook,
      section: 'administration',
      order: 61,
      permission: webhooks,
    },
    {
      to: '/admin/templates',
      label: 'templates.title',
      icon: FileText,
      section: 'administration',
      order: 62,
      permission: templates,
    },
  ],
};
