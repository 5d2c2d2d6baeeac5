import { Sparkles } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'assistant.chat',
  routes: [
    {
      path: '/assistant',
      page: () => import('./assistant-page'),
      title: 'title',
      children: [{ path: '$id', page: () => import('./no-page'), title: 'conversation' }],
    },
  ],
  everywhere: [{ place: 'bar', part: () => import('./panel-button') }],
  navigation: [{ to: '/assistant', label: 'title', icon: Sparkles, section: 'main', order: 3 }],
};
