import { ListChecks, Settings2 } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

const permission = 'approvals.tools.read';

export const navigation: FeatureNavigation = {
  entries: [
    { to: '/approvals', label: 'title', icon: ListChecks, section: 'main', order: 5 },
    { to: '/admin/tools', label: 'tools.title', icon: Settings2, section: 'administration', order: 45, permission },
  ],
  everywhere: [{ place: 'bar', part: () => import('./badge') }],
};
