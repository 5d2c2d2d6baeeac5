import { Gauge, MessageSquareText } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

const permission = 'assistant.rules.manage';

export const navigation: FeatureNavigation = {
  entries: [
    {
      to: '/admin/instructions',
      label: 'instructions.title',
      icon: MessageSquareText,
      section: 'administration',
      order: 48,
      permission,
    },
    { to: '/admin/budgets', label: 'budgets.title', icon: Gauge, section: 'administration', order: 48, permission },
  ],
};
