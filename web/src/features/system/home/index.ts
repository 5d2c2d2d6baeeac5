import { House } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'system.home',
  routes: [{ path: '/', title: 'title', page: () => import('./home-page') }],
  navigation: [{ to: '/', label: 'title', icon: House, section: 'main', order: 0 }],
};
