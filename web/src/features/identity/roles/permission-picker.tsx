import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/ui/form/use-error-text';
import { QueryState } from '@/ui/states';
import { byModule, matching } from './group-permissions';
import { PermissionGroup } from './permission-group';
import type { RoleValues } from './role-schema';
import { permissionsQuery } from './roles.queries';
import { useRoleWords } from './use-role-words';

/** Every permission, by module, with what it allows in words. Searching hides rows and never unchecks one. */
export function PermissionPicker({ control }: { control: Control<RoleValues> }) {
  const { t } = useTranslation('identity.roles');
  const { permission } = useRoleWords();
  const { field, fieldState } = useController({ control, name: 'permissions' });
  const query = useQuery(permissionsQuery);
  const [words, setWords] = useState('');
  const error = useErrorText(fieldState.error?.message);
  const chosen = new Set(field.value);
  const set = (names: readonly string[], on: boolean) =>
    field.onChange(on ? [...new Set([...field.value, ...names])] : field.value.filter((name) => !names.includes(name)));

  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0, display: 'grid', gap: 3 }}>
      <Box component="legend" sx={{ p: 0, mb: 2, fontSize: 14, fontWeight: 550 }}>
        {t('field.permissions')}{' '}
        <Box component="span" aria-live="polite" sx={{ color: 'tokens.muted', fontWeight: 400 }}>
          {t('permissions.chosen', { count: chosen.size })}
        </Box>
      </Box>
      <OutlinedInput
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        // Enter here searches; it must not save the role.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        placeholder={t('permissions.search')}
        startAdornment={<Search size={16} aria-hidden />}
        slotProps={{ input: { 'aria-label': t('permissions.search') } }}
      />
      <FormHelperText error role="alert" sx={{ m: 0 }}>
        {error}
      </FormHelperText>
      <QueryState query={query} shape="form">
        {(permissions) => {
          const groups = byModule(permissions.map(permission).filter(matching(words)));
          if (groups.length === 0)
            return <Box sx={{ color: 'tokens.muted', fontSize: 14 }}>{t('permissions.noMatch')}</Box>;
          return groups.map(([module, members]) => (
            <PermissionGroup key={module} module={module} permissions={members} chosen={chosen} onChange={set} />
          ));
        }}
      </QueryState>
    </Box>
  );
}
