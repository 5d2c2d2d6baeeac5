import { useQuery } from '@tanstack/react-query';
import type { Control, FieldPath, FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { ChoicesField } from '@/ui/form/choices-field';
import { roleNamesQuery } from './people.queries';

interface Props<Values extends FieldValues> {
  control: Control<Values>;
  name: FieldPath<Values>;
}

/** Every role with what it is for. Who may not read roles still sees, and can take away, the ones already given. */
export function RolePicker<Values extends FieldValues>({ control, name }: Props<Values>) {
  const { t } = useTranslation('identity.people');
  const mayReadRoles = useCan('identity.roles.read');
  const { data: roles, isError } = useQuery({ ...roleNamesQuery, enabled: mayReadRoles });
  return (
    <ChoicesField
      control={control}
      name={name}
      label={t('field.roles')}
      choices={roles ?? []}
      {...((!mayReadRoles || isError) && { hint: t('roles.hidden') })}
    />
  );
}
