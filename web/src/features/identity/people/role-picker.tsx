import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import { useQuery } from '@tanstack/react-query';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { useErrorText } from '@/ui/form/use-error-text';
import { roleNamesQuery } from './people.queries';

interface Props<Values extends FieldValues> {
  control: Control<Values>;
  name: FieldPath<Values>;
}

/** Every role with what it is for. Who may not read roles still sees, and can take away, the ones already given. */
export function RolePicker<Values extends FieldValues>({ control, name }: Props<Values>) {
  const { t } = useTranslation('identity.people');
  const { field, fieldState } = useController({ control, name });
  const mayReadRoles = useCan('identity.roles.read');
  const { data: roles, isError } = useQuery({ ...roleNamesQuery, enabled: mayReadRoles });
  const error = useErrorText(fieldState.error?.message);
  const chosen: readonly string[] = Array.isArray(field.value) ? field.value : [];
  const known = roles ?? [];
  const others = chosen.filter((role) => !known.some((each) => each.name === role));
  const offered = [...known, ...others.map((role) => ({ name: role, description: null }))];
  const toggle = (role: string, on: boolean) =>
    field.onChange(on ? [...chosen, role] : chosen.filter((each) => each !== role));

  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 1, fontSize: 14, fontWeight: 550 }}>
        {t('field.roles')}
      </Box>
      {offered.map((role, index) => (
        <FormControlLabel
          key={role.name}
          sx={{ display: 'flex', alignItems: 'flex-start', ml: '-6px', mr: 0 }}
          control={
            <Checkbox
              size="small"
              {...(index === 0 && { slotProps: { input: { ref: field.ref } } })}
              checked={chosen.includes(role.name)}
              onChange={(event) => toggle(role.name, event.target.checked)}
            />
          }
          label={
            <Box sx={{ fontSize: 14, pt: '6px' }}>
              {role.name}
              {role.description && <Box sx={{ color: 'tokens.muted', fontSize: 13 }}>{role.description}</Box>}
            </Box>
          }
        />
      ))}
      {(!mayReadRoles || isError) && <FormHelperText>{t('roles.hidden')}</FormHelperText>}
      <FormHelperText error role="alert" sx={{ m: 0 }}>
        {error}
      </FormHelperText>
    </Box>
  );
}
