import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { type EachResult, runEach } from '@/ui/list';
import { cancelJob, type Job, retryJob, useEachJob } from './jobs.queries';

interface Props {
  action: 'retry' | 'cancel';
  jobs: readonly Job[];
  clear: () => void;
  onClose: () => void;
}

/** Marked jobs, each for itself; what did not work stays in the dialog, with why. */
export function EachJobDialog({ action, jobs, clear, onClose }: Props) {
  const { t } = useTranslation('system.jobs');
  const problemText = useProblemText();
  const each = useEachJob();
  const [left, setLeft] = useState<EachResult<Job>['failed']>();
  const open = left?.map(({ row }) => row) ?? jobs;

  const run = async () => {
    const { done, failed } = await runEach(open, ({ id }) => (action === 'retry' ? retryJob(id) : cancelJob(id)));
    if (done.length > 0) toast(t(`${action}.many.done`, { count: done.length }));
    if (failed.length > 0) return setLeft(failed);
    clear();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      title={t(`${action}.many.title`, { count: open.length })}
      consequence={t(`${action}.consequence`)}
      confirmLabel={t(`${action}.action`)}
      cancelLabel={t('back')}
      busy={each.isPending}
      error={each.error}
      onConfirm={() => each.mutate(run)}
      onClose={onClose}
    >
      {left && (
        <Box component="ul" role="alert" sx={{ m: 0, pl: 5, fontSize: 14, maxHeight: 160, overflow: 'auto' }}>
          {left.map(({ row, error }) => (
            <li key={row.id}>
              <b>{row.kind}</b>: {problemText(error)}
            </li>
          ))}
        </Box>
      )}
    </ConfirmDialog>
  );
}
