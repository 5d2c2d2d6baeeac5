import Box from '@mui/material/Box';
import { CirclePause, CirclePlay } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function ScheduleStatus({ paused }: { paused: boolean }) {
  const { t } = useTranslation('system.schedules');
  const Icon = paused ? CirclePause : CirclePlay;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, whiteSpace: 'nowrap' }}>
      <Box component="span" sx={{ display: 'inline-flex', color: paused ? 'tokens.warning' : 'tokens.success' }}>
        <Icon size={16} aria-hidden />
      </Box>
      {paused ? t('paused') : t('active')}
    </Box>
  );
}
