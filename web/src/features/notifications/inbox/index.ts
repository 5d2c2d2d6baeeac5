import { Bell, BellRing } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'notifications.inbox',
  routes: [
    { path: '/notifications', page: () => import('./inbox-page'), title: 'title' },
    { path: '/me/notifications', page: () => import('./preferences-page'), title: 'preferences.title' },
    { path: '/unsubscribe', frame: 'account', page: () => import('./unsubscribe-page'), title: 'unsubscribe.title' },
  ],
  everywhere: [{ place: 'bar', part: () => import('./bell') }],
  navigation: [
    { to: '/notifications', label: 'title', icon: Bell, section: 'main', order: 10 },
    { to: '/me/notifications', label: 'preferences.nav', icon: BellRing, section: 'account', order: 40 },
  ],
};
