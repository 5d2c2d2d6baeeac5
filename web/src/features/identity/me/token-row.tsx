import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import { RelativeTime } from '@/ui/time/relative-time';
import type { Token } from './tokens.queries';

export function TokenRow({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const { t } = useTranslation(['identity.me', 'ui']);
  const [now] = useState(Date.now);
  const expired = new Date(token.expiresAt).getTime() < now;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        gap: 3,
        p: 4,
        borderTop: 1,
        borderColor: 'tokens.border',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ flex: '1 1 280px', minWidth: 0, fontSize: '0.875rem', display: 'grid', gap: 1.5 }}>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 2,
            fontWeight: 550,
            overflowWrap: 'anywhere',
          }}
        >
          {token.name}
          {expired && (
            <Chip
              size="small"
              label={t('tokens.expired')}
              sx={{ bgcolor: 'tokens.warningSoft', color: 'tokens.warning' }}
            />
          )}
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
          {token.scopes.map((scope) => (
            <Code key={scope}>{scope}</Code>
          ))}
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, color: 'tokens.muted', fontSize: '0.8125rem' }}>
          {!expired && (
            <span>
              {t('tokens.expires')} <RelativeTime value={token.expiresAt} />
            </span>
          )}
          <span>
            {t('ui:named', { name: t('tokens.used') })}{' '}
            {token.lastUsedAt ? <RelativeTime value={token.lastUsedAt} /> : t('ui:never')}
          </span>
        </Box>
      </Box>
      <Button size="small" color="error" aria-label={t('tokens.revoke.of', { name: token.name })} onClick={onRevoke}>
        {t('tokens.revoke')}
      </Button>
    </Box>
  );
}
