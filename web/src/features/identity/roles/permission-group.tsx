import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/types';
import { monospace } from '@/ui/theme/theme';

interface Props {
  module: string;
  permissions: readonly Schema<'Permission'>[];
  chosen: ReadonlySet<string>;
  onChange: (names: readonly string[], on: boolean) => void;
}

export function PermissionGroup({ module, permissions, chosen, onChange }: Props) {
  const { t } = useTranslation('identity.roles');
  const names = permissions.map(({ name }) => name);
  const count = names.filter((name) => chosen.has(name)).length;
  return (
    <Box
      component="fieldset"
      sx={{ m: 0, p: 0, minWidth: 0, border: 1, borderColor: 'tokens.border', borderRadius: 1, overflow: 'hidden' }}
    >
      <Box component="legend" sx={{ position: 'absolute', clipPath: 'inset(50%)' }}>
        {t('permissions.module', { module })}
      </Box>
      <FormControlLabel
        sx={{
          display: 'flex',
          m: 0,
          px: 2,
          py: 0.5,
          bgcolor: 'tokens.rail',
          borderBottom: 1,
          borderColor: 'tokens.border',
        }}
        label={<Box sx={{ fontSize: 14, fontWeight: 600 }}>{t('permissions.all', { module })}</Box>}
        control={
          <Checkbox
            size="small"
            checked={count === names.length}
            indeterminate={count > 0 && count < names.length}
            onChange={(event) => onChange(names, event.target.checked)}
          />
        }
      />
      {permissions.map(({ name, description }) => (
        <FormControlLabel
          key={name}
          sx={{ display: 'flex', alignItems: 'flex-start', m: 0, px: 2, py: 0.5 }}
          label={
            <Box sx={{ fontSize: 14, pt: '6px' }}>
              {description}
              <Box sx={{ color: 'tokens.muted', fontSize: 13, fontFamily: monospace, overflowWrap: 'anywhere' }}>
                {name}
              </Box>
            </Box>
          }
          control={
            <Checkbox
              size="small"
              checked={chosen.has(name)}
              onChange={(event) => onChange([name], event.target.checked)}
            />
          }
        />
      ))}
    </Box>
  );
}
