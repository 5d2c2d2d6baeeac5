import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { MailCheck, Settings2 } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { toast } from '@/ui/feedback/toast';
import { LinkButton, ListFrame, ListView, runEach, type Selection } from '@/ui/list';
import { Page } from '@/ui/page/page';
import {
  inboxSource,
  type Notification,
  readOne,
  unreadQuery,
  useReadAll,
  useReadMany,
  useReadOne,
} from './inbox.queries';
import { useInboxList } from './use-inbox-list';

export default function InboxPage() {
  const { t } = useTranslation('notifications.inbox');
  const problemText = useProblemText();
  const { data: unread = 0 } = useQuery(unreadQuery);
  const readAll = useReadAll();
  const { mutate: readIt } = useReadOne();
  const readMany = useReadMany();
  const onFollow = useCallback((item: Notification) => void (!item.readAt && readIt(item.id)), [readIt]);
  const definition = useInboxList(onFollow);
  const onError = (error: unknown) => toast(problemText(error), { tone: 'error' });

  const bulk = ({ rows, clear }: Selection<Notification>) => {
    const open = rows.filter(({ readAt }) => !readAt);
    const run = async () => {
      const { failed } = await runEach(open, ({ id }) => readOne(id));
      if (failed[0]) throw failed[0].error;
      clear();
    };
    return (
      <Button
        size="small"
        startIcon={<MailCheck size={14} />}
        disabled={open.length === 0}
        loading={readMany.isPending}
        onClick={() => readMany.mutate(run, { onError })}
      >
        {t('read.many', { count: open.length })}
      </Button>
    );
  };

  return (
    <ListFrame>
      <Page
        title={t('title')}
        description={t('description')}
        width="wide"
        action={
          <>
            <LinkButton to="/me/notifications" startIcon={<Settings2 size={16} />}>
              {t('preferences.open')}
            </LinkButton>
            {unread > 0 && (
              <Button
                variant="contained"
                color="primary"
                startIcon={<MailCheck size={16} />}
                loading={readAll.isPending}
                onClick={() => readAll.mutate(undefined, { onError })}
              >
                {t('read.all')}
              </Button>
            )}
          </>
        }
      >
        <ListView definition={definition} source={inboxSource} bulk={bulk} />
      </Page>
    </ListFrame>
  );
}
