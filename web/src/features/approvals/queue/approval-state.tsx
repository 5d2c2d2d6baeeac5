import Box from '@mui/material/Box';
import { Ban, CircleCheck, CircleX, Clock, Hourglass, Loader } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { State } from './approvals.queries';

const looks = {
  waiting: { icon: Hourglass, color: 'tokens.warning' },
  approved: { icon: Loader, color: 'tokens.accent' },
  done: { icon: CircleCheck, color: 'tokens.success' },
  failed: { icon: CircleX, color: 'tokens.danger' },
  rejected: { icon: Ban, color: 'tokens.muted' },
  expired: { icon: Clock, color: 'tokens.muted' },
} as const satisfies Record<State, unknown>;

export function ApprovalState({ state }: { state: State }) {
  const { t } = useTranslation('approvals.queue');
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
