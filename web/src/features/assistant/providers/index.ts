import { Bot } from 'lucide-react';
import type { Feature } from '@/app/feature';

const permission = 'assistant.providers.manage';

export const feature: Feature = {
  name: 'assistant.providers',
  routes: [
    {
      path: '/admin/providers',
      page: () => import('./providers-page'),
      title: 'title',
      permission,
      children: [
        { path: 'new', page: () => import('./create-provider-panel'), title: 'create.title', permission },
        { path: '$id', page: () => import('./provider-panel'), title: 'panel.title', permission },
      ],
    },
  ],
  navigation: [{ to: '/admin/providers', label: 'title', icon: Bot, section: 'administration', order: 47, permission }],
};
