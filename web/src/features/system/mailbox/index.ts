import { MailOpen } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'system.mailbox',
  routes: [{ path: '/development/mailbox', frame: 'open', title: 'title', page: () => import('./mailbox-page') }],
  navigation: [
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
