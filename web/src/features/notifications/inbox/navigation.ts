import { Bell, BellRing } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [
    { to: '/notifications', label: 'title', icon: Bell, section: 'main', order: 10 },
    { to: '/me/notifications', label: 'preferences.nav', icon: BellRing, section: 'account', order: 40 },
  ],
  everywhere: [{ place: 'bar', part: () => import('./bell') }],
};
