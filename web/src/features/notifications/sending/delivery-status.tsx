import Box from '@mui/material/Box';
import { CircleCheck, CircleHelp, CircleMinus, CircleX, Clock, SendHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/types';

const looks = {
  waiting: { icon: Clock, color: 'tokens.muted' },
  sending: { icon: SendHorizontal, color: 'tokens.accent' },
  delivered: { icon: CircleCheck, color: 'tokens.success' },
  dead: { icon: CircleX, color: 'tokens.danger' },
  uncertain: { icon: CircleHelp, color: 'tokens.warning' },
  skipped: { icon: CircleMinus, color: 'tokens.muted' },
} as const;

/** Icon and word; the colour only helps the eye along. */
export function DeliveryStatusMark({ status }: { status: Schema<'DeliveryStatus'> }) {
  const { t } = useTranslation('notifications.sending');
  const { icon: Icon, color } = looks[status];
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, whiteSpace: 'nowrap' }}>
      <Box component="span" sx={{ display: 'inline-flex', color }}>
        <Icon size={16} aria-hidden />
      </Box>
      {t(`status.${status}`)}
    </Box>
  );
}
