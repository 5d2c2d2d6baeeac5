import { KeyRound, ShieldCheck, UserRound } from 'lucide-react';
import type { FeatureNavigation } from '@/app/shell/feature-navigation';

export const navigation: FeatureNavigation = {
  entries: [
    { to: '/me/profile', label: 'profile.title', icon: UserRound, section: 'account', order: 10 },
    { to: '/me/security', label: 'security.title', icon: ShieldCheck, section: 'account', order: 20 },
    { to: '/me/tokens', label: 'tokens.title', icon: KeyRound, section: 'account', order: 30 },
  ],
};
