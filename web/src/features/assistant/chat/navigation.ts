import { BookOpen, Sparkles } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [{ to: '/assistant', label: 'title', icon: Sparkles, section: 'main', order: 3 }],
  commands: [{ to: '/help', label: 'help.title', icon: BookOpen }],
  everywhere: [{ place: 'bar', part: () => import('./panel-button') }],
};
