import type { NavigationEntry, NavigationSection } from '@/app/feature';
import { features } from '@/app/features';
import { useSession } from '@/platform/session/use-session';

export type Entry = Omit<NavigationEntry, 'label'> & {
  /** `<namespace>:<key>` */
  label: string;
};

export const sections: readonly NavigationSection[] = ['main', 'account', 'administration', 'development'];
export const namespaces = features.map((feature) => feature.name);

const entries: readonly Entry[] = features
  .flatMap(({ name, navigation = [] }) => navigation.map((entry) => ({ ...entry, label: `${name}:${entry.label}` })))
  .toSorted((a, b) => a.order - b.order);

const commands = features.flatMap(({ name, commands: own = [] }) =>
  own.map((command) => ({ ...command, label: `${name}:${command.label}` })),
);

/** What this person may go to. A page that is left out would refuse them anyway. */
export function useNavigation() {
  const { permissions, capabilities } = useSession();
  const allowed = (entry: { permission?: string }) => !entry.permission || permissions.includes(entry.permission);
  return {
    entries: entries.filter((entry) => allowed(entry) && (entry.when?.(capabilities) ?? true)),
    commands: commands.filter(allowed),
  };
}
