import {
  BookOpen,
  type LucideIcon,
  MailOpen,
  ScrollText,
  ShieldCheck,
  Terminal,
  UserRound,
  UserRoundPlus,
  UsersRound,
  Waypoints,
} from 'lucide-react';
import type { SessionView } from '@/platform/session/session';

export type Step = {
  group: 'you' | 'run' | 'build';
  /** Key of its title; its sentence is the same with `.text`. */
  key: string;
  to: string;
  icon: LucideIcon;
  /** Served beside the web app, not a page of it. */
  outside?: boolean;
};

/** What this person can really do here, most useful first. Nothing that would end in a refusal. */
export function stepsFor({
  permissions,
  capabilities,
}: Pick<SessionView, 'permissions' | 'capabilities'>): readonly Step[] {
  const can = (permission: string) => permissions.includes(permission);
  const people: readonly Step[] = can('identity.users.invite')
    ? [{ group: 'run', key: 'people', to: '/admin/people', icon: UserRoundPlus }]
    : [{ group: 'run', key: 'people.look', to: '/admin/people', icon: UsersRound }];
  return [
    { group: 'you', key: 'profile', to: '/me/profile', icon: UserRound },
    { group: 'you', key: 'security', to: '/me/security', icon: ShieldCheck },
    ...(can('identity.users.read') ? people : []),
    ...(can('identity.roles.read')
      ? [{ group: 'run', key: 'roles', to: '/admin/roles', icon: Waypoints } as const]
      : []),
    ...(can('audit.entries.read')
      ? [{ group: 'run', key: 'audit', to: '/admin/audit', icon: ScrollText } as const]
      : []),
    { group: 'build', key: 'tokens', to: '/me/tokens', icon: Terminal },
    { group: 'build', key: 'docs', to: '/docs', icon: BookOpen, outside: true },
    ...(capabilities.developmentMailbox
      ? [{ group: 'build', key: 'mailbox', to: '/development/mailbox', icon: MailOpen } as const]
      : []),
  ];
}
