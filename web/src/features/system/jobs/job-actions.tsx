import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Ban, RotateCcw, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { useCan } from '@/platform/session/use-session';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { LinkButton } from '@/ui/list';
import { type Job, mayCancel, mayRetry, useCancelJob, useRetryJob } from './jobs.queries';

export function JobActions({ job }: { job: Job }) {
  const { t } = useTranslation('system.jobs');
  const problemText = useProblemText();
  const mayChange = useCan('system.jobs.update');
  const mayReadAudit = useCan('audit.entries.read');
  const retry = useRetryJob();
  const cancel = useCancelJob();
  const [asking, setAsking] = useState(false);
  const tryAgain = () =>
    retry.mutate(job.id, {
      onSuccess: () => toast(t('retry.done')),
      onError: (error) => toast(problemText(error), { tone: 'error' }),
    });
  const callOff = () =>
    cancel.mutate(job.id, {
      onSuccess: () => {
        toast(job.state === 'running' ? t('cancel.asked') : t('cancel.done'));
        setAsking(false);
      },
    });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 5 }}>
      {mayChange && mayRetry(job) && (
        <Button size="small" startIcon={<RotateCcw size={14} />} loading={retry.isPending} onClick={tryAgain}>
          {t('retry.action')}
        </Button>
      )}
      {mayChange && mayCancel(job) && (
        <Button size="small" startIcon={<Ban size={14} />} onClick={() => setAsking(true)}>
          {t('cancel.action')}
        </Button>
      )}
      {mayReadAudit && (
        <LinkButton
          size="small"
          to="/admin/audit"
          search={{ requestId: job.requestId }}
          startIcon={<ScrollText size={14} />}
        >
          {t('cause')}
        </LinkButton>
      )}
      {asking && (
        <ConfirmDialog
          open
          title={t('cancel.title', { kind: job.kind })}
          consequence={t('cancel.consequence')}
          confirmLabel={t('cancel.action')}
          cancelLabel={t('back')}
          busy={cancel.isPending}
          error={cancel.error}
          onConfirm={callOff}
          onClose={() => setAsking(false)}
        />
      )}
    </Box>
  );
}
