import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { linkToken } from '@/platform/session/link-token';
import { Notice } from '@/ui/page/notice';
import { TextLink } from '@/ui/page/text-link';
import { QueryState } from '@/ui/states';
import { unsubscriptionQuery, useUnsubscribe } from './inbox.queries';

/** From the link in a mail, without signing in. Opening it changes nothing: mail programs look at links by themselves. */
export default function UnsubscribePage() {
  const { t } = useTranslation('notifications.inbox');
  const token = linkToken('/unsubscribe') ?? '';
  const query = useQuery({ ...unsubscriptionQuery(token), enabled: token !== '' });
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Typography variant="h1" tabIndex={-1}>
        {t('unsubscribe.title')}
      </Typography>
      {token ? (
        <QueryState query={query} shape="form">
          {({ kindName, channelName, isOff }) => (
            <Ask token={token} kind={kindName} channel={channelName} isOff={isOff} />
          )}
        </QueryState>
      ) : (
        <Notice tone="warning">{t('unsubscribe.missing')}</Notice>
      )}
      <TextLink to="/me/notifications">{t('unsubscribe.preferences')}</TextLink>
    </Box>
  );
}

type Props = { token: string; kind: string; channel: string; isOff: boolean };

function Ask({ token, kind, channel, isOff }: Props) {
  const { t } = useTranslation('notifications.inbox');
  const problemText = useProblemText();
  const unsubscribe = useUnsubscribe();
  if (isOff || unsubscribe.isSuccess) {
    return (
      <Notice tone="success" role="status">
        {t('unsubscribe.done', { kind, channel })}
      </Notice>
    );
  }
  return (
    <>
      <Typography>{t('unsubscribe.text', { kind, channel })}</Typography>
      {unsubscribe.isError && (
        <Notice tone="danger" role="alert">
          {problemText(unsubscribe.error)}
        </Notice>
      )}
      <Button
        variant="contained"
        color="primary"
        loading={unsubscribe.isPending}
        onClick={() => unsubscribe.mutate(token)}
        sx={{ justifySelf: 'start' }}
      >
        {t('unsubscribe.action')}
      </Button>
    </>
  );
}
