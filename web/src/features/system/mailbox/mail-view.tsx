import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { monospace } from '@/ui/theme/theme';
import { ExactTime } from '@/ui/time/relative-time';
import { linksOf, withoutStyles } from './links';
import type { Mail } from './mailbox.queries';

/** One mail: its links to follow, its look in a frame that can run and load nothing, and its text. */
export function MailView({ mail }: { mail: Mail }) {
  const { t } = useTranslation('system.mailbox');
  const links = linksOf(mail);
  return (
    <Box
      component="article"
      sx={{ border: 1, borderColor: 'tokens.border', borderRadius: 1, p: 5, display: 'grid', gap: 5, minWidth: 0 }}
    >
      <Box>
        <Typography variant="h2" sx={{ overflowWrap: 'anywhere' }}>
          {mail.subject}
        </Typography>
        <Typography variant="caption" component="p" sx={{ color: 'tokens.muted', m: 0, overflowWrap: 'anywhere' }}>
          {t('to', { address: mail.to })} · <ExactTime value={mail.sentAt} />
        </Typography>
      </Box>
      {links.length > 0 && (
        <Part title={t('links')}>
          {links.map((link) => (
            <Button
              key={link}
              href={link}
              startIcon={<ExternalLink size={16} />}
              sx={{
                justifyContent: 'flex-start',
                whiteSpace: 'normal',
                overflowWrap: 'anywhere',
                py: 1.5,
                textAlign: 'left',
              }}
            >
              {link}
            </Button>
          ))}
        </Part>
      )}
      {mail.html && (
        <Part title={t('html')}>
          <Box
            component="iframe"
            title={mail.subject}
            sandbox=""
            srcDoc={withoutStyles(mail.html)}
            sx={{
              width: '100%',
              height: 320,
              border: 1,
              borderColor: 'tokens.border',
              borderRadius: 1,
              bgcolor: '#fff',
              colorScheme: 'light',
            }}
          />
        </Part>
      )}
      <Part title={t('plain')}>
        <Box
          component="pre"
          sx={{ m: 0, fontFamily: monospace, fontSize: '0.8125rem', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {mail.text}
        </Box>
      </Part>
    </Box>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Typography variant="caption" component="h3" sx={{ fontWeight: 550, color: 'tokens.muted' }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}
