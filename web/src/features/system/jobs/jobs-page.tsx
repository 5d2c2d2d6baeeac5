import Button from '@mui/material/Button';
import { Ban, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { ListFrame, ListView, type Selection, useQueryInAddress } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { EachJobDialog } from './each-job-dialog';
import { JobCharts } from './job-charts';
import { type Job, jobsSource, mayCancel, mayRetry } from './jobs.queries';
import { RetryAllDialog } from './retry-all-dialog';
import { useJobsList } from './use-jobs-list';

type Doing = { action: 'retry' | 'cancel'; jobs: readonly Job[]; clear: () => void };

export default function JobsPage() {
  const { t } = useTranslation('system.jobs');
  const mayChange = useCan('system.jobs.update');
  const definition = useJobsList();
  const query = useQueryInAddress(definition);
  const [retryingAll, setRetryingAll] = useState(false);
  const [doing, setDoing] = useState<Doing | undefined>();
  const state = query.filters.state?.[0];
  const retried = state === 'dead' || state === 'cancelled' ? state : undefined;

  const bulk = ({ rows, clear }: Selection<Job>) => {
    const [again, off] = [rows.filter(mayRetry), rows.filter(mayCancel)];
    return (
      <>
        {again.length > 0 && (
          <Button
            size="small"
            startIcon={<RotateCcw size={14} />}
            onClick={() => setDoing({ action: 'retry', jobs: again, clear })}
          >
            {t('retry.many.action', { count: again.length })}
          </Button>
        )}
        {off.length > 0 && (
          <Button
            size="small"
            startIcon={<Ban size={14} />}
            onClick={() => setDoing({ action: 'cancel', jobs: off, clear })}
          >
            {t('cancel.many.action', { count: off.length })}
          </Button>
        )}
      </>
    );
  };

  return (
    <ListFrame>
      <Page
        title={t('title')}
        description={t('description')}
        width="wide"
        action={
          mayChange &&
          retried && (
            <Button
              variant="contained"
              color="primary"
              startIcon={<RotateCcw size={16} />}
              onClick={() => setRetryingAll(true)}
            >
              {t('retry.all.action')}
            </Button>
          )
        }
      >
        <JobCharts />
        <ListView definition={definition} source={jobsSource} bulk={mayChange ? bulk : undefined} />
        {doing && <EachJobDialog {...doing} onClose={() => setDoing(undefined)} />}
        {retryingAll && retried && (
          <RetryAllDialog query={query} state={retried} onClose={() => setRetryingAll(false)} />
        )}
      </Page>
    </ListFrame>
  );
}
