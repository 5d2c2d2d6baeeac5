import { House } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [{ to: '/', label: 'title', icon: House, section: 'main', order: 0 }],
};
