import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/types';
import { Avatar } from '@/ui/person/avatar';
import { useFormats } from '@/ui/time/use-formats';

/** What stands in the profile and is not the person's own to change. */
export function ProfileFacts({ me }: { me: Schema<'Me'> }) {
  const { t } = useTranslation('identity.me');
  const formats = useFormats();
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 4,
        p: 4,
        border: 1,
        borderColor: 'tokens.border',
        borderRadius: 1,
        fontSize: '0.875rem',
        overflowWrap: 'anywhere',
      }}
    >
      <Avatar id={me.id} name={me.displayName} size={48} />
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>{me.email}</Box>
        <Box sx={{ color: 'tokens.muted' }}>
          {t('ui:named', { name: t('profile.roles') })}{' '}
          {me.roles.length > 0 ? me.roles.join(', ') : t('profile.roles.none')}
        </Box>
        <Box sx={{ color: 'tokens.muted' }}>{t('profile.since', { date: formats.date(me.createdAt) })}</Box>
      </Box>
    </Box>
  );
}
