import Box from '@mui/material/Box';
import { Ban, CircleCheck, CircleX, Clock, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { JobState } from './jobs.queries';

const looks = {
  ready: { icon: Clock, color: 'tokens.muted' },
  running: { icon: LoaderCircle, color: 'tokens.accent' },
  done: { icon: CircleCheck, color: 'tokens.success' },
  dead: { icon: CircleX, color: 'tokens.danger' },
  cancelled: { icon: Ban, color: 'tokens.muted' },
} as const;

/** Icon and word; the colour only helps the eye along. */
export function JobStateMark({ state, cancelling }: { state: JobState; cancelling?: boolean }) {
  const { t } = useTranslation('system.jobs');
  const { icon: Icon, color } = looks[state];
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, whiteSpace: 'nowrap' }}>
      <Box component="span" sx={{ display: 'inline-flex', color }}>
        <Icon size={16} aria-hidden />
      </Box>
      {cancelling ? t('state.cancelling') : t(`state.${state}`)}
    </Box>
  );
}
