import { Bot } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

const permission = 'assistant.providers.manage';

export const navigation: FeatureNavigation = {
  entries: [{ to: '/admin/providers', label: 'title', icon: Bot, section: 'administration', order: 47, permission }],
};
