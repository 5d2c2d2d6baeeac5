import { Unplug } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

const permission = 'mcp.servers.manage';

export const navigation: FeatureNavigation = {
  entries: [
    { to: '/admin/servers', label: 'servers.title', icon: Unplug, section: 'administration', order: 46, permission },
  ],
};
