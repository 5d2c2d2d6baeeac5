import { KeyRound, ShieldCheck, UserRound } from 'lucide-react';
import type { Feature } from '@/app/feature';

export const feature: Feature = {
  name: 'identity.me',
  routes: [
    { path: '/me/profile', title: 'profile.title', page: () => import('./profile-page') },
    { path: '/me/security', title: 'security.title', page: () => import('./security-page') },
    { path: '/me/tokens', title: 'tokens.title', page: () => import('./tokens-page') },
  ],
  navigation: [
    { to: '/me/profile', label: 'profile.title', icon: UserRound, section: 'account', order: 10 },
    { to: '/me/security', label: 'security.title', icon: ShieldCheck, section: 'account', order: 20 },
    { to: '/me/tokens', label: 'tokens.title', icon: KeyRound, section: 'account', order: 30 },
  ],
};
