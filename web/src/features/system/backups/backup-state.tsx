import Box from '@mui/material/Box';
import { Archive, CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Backup } from './backups.queries';

const looks = {
  kept: { icon: Archive, color: 'tokens.muted' },
  proven: { icon: CircleCheck, color: 'tokens.success' },
  failed: { icon: CircleX, color: 'tokens.danger' },
  lost: { icon: CircleHelp, color: 'tokens.danger' },
} as const;

/** Icon and word; the colour only helps the eye along. */
export function BackupState({ state }: { state: Backup['state'] }) {
  const { t } = useTranslation('system.backups');
  const { icon: Icon, color } = looks[state];
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, whiteSpace: 'nowrap' }}>
      <Box component="span" sx={{ display: 'inline-flex', color }}>
        <Icon size={16} aria-hidden />
      </Box>
      {t(`state.${state}`)}
    </Box>
  );
}
