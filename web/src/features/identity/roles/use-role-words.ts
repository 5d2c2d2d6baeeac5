import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/types';

type Permission = Schema<'Permission'>;

/**
 * What a permission allows, and what a role that came with the platform is for, in the reader's language. A builder's own module may bring no words; what
 * its code says is shown then.
 */
export function useRoleWords() {
  const { t, i18n } = useTranslation('identity.roles');
  const has = useCallback((key: string) => i18n.exists(`identity.roles:${key}`), [i18n]);
  const permission = useCallback(
    <T extends Pick<Permission, 'name' | 'description'>>(each: T): T => ({
      ...each,
      description: has(`permission.${each.name}`) ? t(`permission.${each.name}`) : each.description,
    }),
    [has, t],
  );
  const roleDescription = useCallback(
    ({ name, description, isBuiltIn }: Pick<Schema<'Role'>, 'name' | 'description' | 'isBuiltIn'>) =>
      isBuiltIn && has(`role.${name}`) ? t(`role.${name}`) : description,
    [has, t],
  );
  return { permission, roleDescription };
}
