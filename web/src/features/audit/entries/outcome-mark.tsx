import Box from '@mui/material/Box';
import { Ban, CircleCheck, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Entry } from './entries.queries';

const looks = {
  succeeded: { icon: CircleCheck, color: 'tokens.success' },
  refused: { icon: Ban, color: 'tokens.warning' },
  failed: { icon: CircleX, color: 'tokens.danger' },
} as const;

/** Icon and word; the colour only helps the eye along. */
export function OutcomeMark({ outcome }: { outcome: Entry['outcome'] }) {
  const { t } = useTranslation('audit.entries');
  const { icon: Icon, color } = looks[outcome];
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, whiteSpace: 'nowrap', verticalAlign: 'top' }}
    >
      <Box component="span" sx={{ display: 'inline-flex', color }}>
        <Icon size={16} aria-hidden />
      </Box>
      {t(`outcome.${outcome}`)}
    </Box>
  );
}
