import { FileText, Send, Webhook } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

const deliveries = 'notifications.deliveries.read';
const webhooks = 'notifications.webhooks.manage';
const templates = 'notifications.templates.manage';

export const navigation: FeatureNavigation = {
  entries: [
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
