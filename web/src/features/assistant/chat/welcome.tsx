import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { Notice } from '@/ui/page/notice';
import { TextLink } from '@/ui/page/text-link';
import { offersQuery } from './chat.queries';
import { cardSx } from './suggestions';

/** What can be asked for, by the operation that it needs; a question of the documentation needs none. */
const tries = [
  { key: 'lock', operation: 'identity.users.lock' },
  { key: 'invite', operation: 'identity.invitations.create' },
  { key: 'trail', operation: 'audit.entries.list' },
  { key: 'jobs', operation: 'system.jobs.list' },
  { key: 'sessions', operation: 'identity.me.sessions.list' },
  { key: 'phone', operation: undefined },
  { key: 'token', operation: undefined },
] as const;
const most = 4;

/** An empty conversation: what it is for, things to try that this person may do, and plainly whether a model answers. */
export function Welcome({ onTry }: { onTry: (text: string) => void }) {
  const { t } = useTranslation('assistant.chat');
  const { data } = useQuery(offersQuery);
  const offered = new Set(data?.tools.map(({ operation }) => operation));
  const fitting = data ? tries.filter(({ operation }) => !operation || offered.has(operation)) : [];
  // A question is always among them.
  const shown = [...new Set([...fitting.slice(0, most - 1), ...fitting.slice(-1)])];
  return (
    <Box sx={{ display: 'grid', gap: 4, maxWidth: 640, width: '100%', mx: 'auto', py: { xs: 4, sm: 8 } }}>
      <div>
        <Typography variant="h2" sx={{ fontSize: '1.25rem' }}>
          {t('welcome.title')}
        </Typography>
        <Typography variant="body2" sx={{ color: 'tokens.muted', mt: 1 }}>
          {t('welcome.text')}
        </Typography>
      </div>
      {data?.hasModel === false && <NoModel />}
      {shown.length > 0 && (
        <Box component="section" aria-label={t('try.title')}>
          <Typography variant="h3" sx={{ mb: 2 }}>
            {t('try.title')}
          </Typography>
          <Box
            component="ul"
            sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}
          >
            {shown.map(({ key }) => (
              <li key={key}>
                <ButtonBase onClick={() => onTry(t(`try.${key}`))} sx={{ ...cardSx, height: '100%' }}>
                  {t(`try.${key}`)}
                </ButtonBase>
              </li>
            ))}
          </Box>
        </Box>
      )}
    </Box>
  );
}

/** Said as it is: what works without a model, what would be better with one, and who can add one. */
function NoModel() {
  const { t } = useTranslation('assistant.chat');
  const mayManage = useCan('assistant.providers.manage');
  return (
    <Notice>
      <div>{t('noModel.text')}</div>
      <div>{mayManage ? <TextLink to="/admin/providers">{t('noModel.link')}</TextLink> : t('noModel.ask')}</div>
    </Notice>
  );
}
