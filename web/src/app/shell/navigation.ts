import { useSession } from '@/platform/session/use-session';
import type { NavigationEntry, NavigationSection } from './feature-navigation';
import { features } from './features';

export type Entry = Omit<NavigationEntry, 'label'> & {
  /** `<namespace>:<key>` */
  label: string;
};

export const sections: readonly NavigationSection[] = ['main', 'account', 'administration', 'development'];
export const namespaces = features.map((feature) => feature.namespace);

const entries: readonly Entry[] = features
  .flatMap(({ namespace, entries: own = [] }) =>
    own.map((entry) => ({ ...entry, label: `${namespace}:${entry.label}` })),
  )
  .toSorted((a, b) => a.order - b.order);

const commands = features.flatMap(({ namespace, commands: own = [] }) =>
  own.map((command) => ({ ...command, label: `${namespace}:${command.label}` })),
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
