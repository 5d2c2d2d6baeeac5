import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { Monitor, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '@/ui/time/relative-time';
import { describeClient } from './client-name';
import type { MySession } from './security.queries';

/** One browser: what it is, from where, since when. One's own cannot be ended here; that is what signing out is for. */
export function SessionRow({ session, onEnd }: { session: MySession; onEnd: () => void }) {
  const { t } = useTranslation('identity.me');
  const client = useClientName(session.client);
  const Icon = describeClient(session.client)?.phone ? Smartphone : Monitor;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 3,
        py: 3,
        borderTop: 1,
        borderColor: 'tokens.border',
        '&:first-of-type': { borderTop: 0, pt: 0 },
        '&:last-of-type': { pb: 0 },
      }}
    >
      <Box aria-hidden sx={{ color: 'tokens.muted', display: 'flex' }}>
        <Icon size={20} strokeWidth={1.75} />
      </Box>
      <Box sx={{ flex: '1 1 240px', minWidth: 0, fontSize: '0.875rem' }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, fontWeight: 550 }}>
          <span title={session.client ?? undefined}>{client}</span>
          {session.isCurrent && (
            <Chip
              size="small"
              label={t('sessions.current')}
              sx={{ bgcolor: 'tokens.successSoft', color: 'tokens.success' }}
            />
          )}
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, color: 'tokens.muted', fontSize: '0.8125rem' }}>
          {session.address && <span>{session.address}</span>}
          <span>
            {t('sessions.seen')} <RelativeTime value={session.lastSeenAt} />
          </span>
          <span>
            {t('sessions.started')} <RelativeTime value={session.createdAt} />
          </span>
        </Box>
      </Box>
      {!session.isCurrent && (
        <Button size="small" color="error" aria-label={t('sessions.end.of', { client })} onClick={onEnd}>
          {t('sessions.end')}
        </Button>
      )}
    </Box>
  );
}

export function useClientName(agent: string | null) {
  const { t } = useTranslation('identity.me');
  const known = describeClient(agent);
  if (known) return known.system ? t('sessions.on', { browser: known.browser, system: known.system }) : known.browser;
  return agent || t('sessions.unknown');
}
