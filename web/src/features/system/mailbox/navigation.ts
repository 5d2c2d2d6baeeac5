import { MailOpen } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [
    {
      to: '/development/mailbox',
      label: 'nav',
      icon: MailOpen,
      section: 'development',
      order: 10,
      when: (capabilities) => capabilities.developmentMailbox === true,
    },
  ],
};
