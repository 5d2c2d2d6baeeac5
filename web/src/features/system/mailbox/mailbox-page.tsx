import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Inbox, MailX, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { Page } from '@/ui/page/page';
import { EmptyState, ErrorState, LoadingState } from '@/ui/states';
import { MailFilter } from './mail-filter';
import { MailList } from './mail-list';
import { mailsQuery } from './mailbox.queries';

/** What would have been sent: how a developer, or an end-to-end test, gets at the link in a mail. */
export default function MailboxPage() {
  const { t } = useTranslation('system.mailbox');
  const navigate = useNavigate();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const to = typeof search.to === 'string' ? search.to : '';
  const query = useQuery(mailsQuery(to));
  const mails = query.data?.items;
  return (
    <Page
      width="wide"
      title={t('title')}
      description={t('text')}
      action={
        <Button startIcon={<RefreshCw size={16} />} onClick={() => void query.refetch()} aria-busy={query.isFetching}>
          {t('refresh')}
        </Button>
      }
    >
      <MailFilter key={to} to={to} onFilter={(next) => void navigate({ to: '.', search: next ? { to: next } : {} })} />
      {mails && mails.length > 0 && <MailList mails={mails} />}
      {mails?.length === 0 && (
        <EmptyState icon={Inbox} title={t('empty.title')} text={to ? t('empty.filtered') : t('empty.text')} />
      )}
      {!mails && query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {!mails && !query.isError && <LoadingState shape="list" />}
    </Page>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('system.mailbox');
  // Where the server has no mailbox, the address is not mapped at all.
  if (isProblem(error) && error.status === 404)
    return <EmptyState icon={MailX} title={t('gone.title')} text={t('gone.text')} />;
  return <ErrorState error={error} onRetry={onRetry} />;
}
