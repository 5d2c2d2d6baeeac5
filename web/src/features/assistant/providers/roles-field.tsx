import { useQuery } from '@tanstack/react-query';
import type { Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { ChoicesField } from '@/ui/form/choices-field';
import type { ProviderValues } from './provider-schema';
import { rolesQuery } from './providers.queries';

/** For whom it is asked. Who may not read roles still sees, and can take away, those that are named. */
export function RolesField({ control }: { control: Control<ProviderValues> }) {
  const { t } = useTranslation('assistant.providers');
  const mayReadRoles = useCan('identity.roles.read');
  const { data: roles } = useQuery({ ...rolesQuery, enabled: mayReadRoles });
  return (
    <ChoicesField
      control={control}
      name="roles"
      label={t('field.roles')}
      hint={t(mayReadRoles ? 'field.roles.hint' : 'field.roles.hidden')}
      choices={roles ?? []}
    />
  );
}
