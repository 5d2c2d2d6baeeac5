import type { Schema } from '@/api/types';

type Permission = Schema<'Permission'>;

export function byModule(permissions: readonly Permission[]): [string, Permission[]][] {
  const groups = new Map<string, Permission[]>();
  for (const permission of permissions) {
    groups.set(permission.module, [...(groups.get(permission.module) ?? []), permission]);
  }
  return [...groups].toSorted(([left], [right]) => left.localeCompare(right));
}

/** All words must occur, in the name or in what it is for. */
export function matching(text: string) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ name, description }: Permission) =>
    words.every((word) => `${name} ${description}`.toLowerCase().includes(word));
}
