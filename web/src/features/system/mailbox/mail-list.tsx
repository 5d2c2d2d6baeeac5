import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '@/ui/time/relative-time';
import { MailView } from './mail-view';
import type { Mail } from './mailbox.queries';

const keyOf = (mail: Mail) => `${mail.sentAt} ${mail.to} ${mail.subject}`;

/** Mails on the left, the one that is read on the right; on a phone below each other. */
export function MailList({ mails }: { mails: readonly Mail[] }) {
  const { t } = useTranslation('system.mailbox');
  const [chosen, setChosen] = useState<string>();
  // The newest until someone chooses; a choice stays although newer mails arrive above it.
  const shown = mails.find((mail) => keyOf(mail) === chosen) ?? mails[0];
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { md: '320px minmax(0, 1fr)' }, gap: 4, alignItems: 'start' }}>
      <Box
        component="ul"
        aria-label={t('list')}
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          border: 1,
          borderColor: 'tokens.border',
          borderRadius: 1,
          overflow: 'auto',
          maxHeight: { xs: 280, md: '70vh' },
        }}
      >
        {mails.map((mail) => (
          <Box
            component="li"
            key={keyOf(mail)}
            sx={{ '&:not(:first-of-type)': { borderTop: 1, borderColor: 'tokens.border' } }}
          >
            <ButtonBase
              aria-current={mail === shown}
              onClick={() => setChosen(keyOf(mail))}
              sx={{
                display: 'block',
                width: '100%',
                px: 3.5,
                py: 2.5,
                textAlign: 'left',
                fontSize: '0.875rem',
                overflowWrap: 'anywhere',
                '&:hover': { bgcolor: 'tokens.hover' },
                '&[aria-current="true"]': { bgcolor: 'tokens.selected' },
                '&:focus-visible': { outlineOffset: -2 },
              }}
            >
              <Box sx={{ fontWeight: 550 }}>{mail.subject}</Box>
              <Box sx={{ display: 'flex', gap: 2, color: 'tokens.muted', fontSize: '0.8125rem' }}>
                <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
                  {mail.to}
                </Box>
                <RelativeTime value={mail.sentAt} />
              </Box>
            </ButtonBase>
          </Box>
        ))}
      </Box>
      {shown && <MailView key={keyOf(shown)} mail={shown} />}
    </Box>
  );
}
