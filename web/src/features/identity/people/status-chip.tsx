import Box from '@mui/material/Box';
import { CircleCheck, CircleDashed, CircleSlash, LockKeyhole, Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Person } from './people.queries';

const looks = {
  invited: { icon: Mail, color: 'tokens.muted' },
  unverified: { icon: CircleDashed, color: 'tokens.warning' },
  active: { icon: CircleCheck, color: 'tokens.success' },
  locked: { icon: LockKeyhole, color: 'tokens.danger' },
  deactivated: { icon: CircleSlash, color: 'tokens.muted' },
} as const;

/** Icon and word; the colour only helps the eye along. */
export function StatusChip({ status }: { status: Person['status'] }) {
  const { t } = useTranslation('identity.people');
  const { icon: Icon, color } = looks[status];
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, whiteSpace: 'nowrap', verticalAlign: 'top' }}
    >
      <Box component="span" sx={{ display: 'inline-flex', color }}>
        <Icon size={16} aria-hidden />
      </Box>
      {t(`status.${status}`)}
    </Box>
  );
}
