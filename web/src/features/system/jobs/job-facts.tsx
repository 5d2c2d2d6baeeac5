import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { Code } from '@/ui/page/code';
import { CopyButton } from '@/ui/page/copy-button';
import { Fact, Facts } from '@/ui/page/facts';
import { Notice } from '@/ui/page/notice';
import { TextLink } from '@/ui/page/text-link';
import { ExactTime, RelativeTime } from '@/ui/time/relative-time';
import { JobStateMark } from './job-state';
import type { Job } from './jobs.queries';

export function JobFacts({ job }: { job: Job }) {
  const { t } = useTranslation('system.jobs');
  const mayReadPeople = useCan('identity.users.read');
  const mayReadTrail = useCan('audit.entries.read');
  const { progress } = job;
  return (
    <>
      {job.state === 'dead' && job.lastError && (
        <Box sx={{ mb: 4 }}>
          <Notice tone="danger">{job.lastError}</Notice>
        </Box>
      )}
      <Facts>
        <Fact name={t('field.state')}>
          <JobStateMark state={job.state} cancelling={!!job.cancelAskedAt && job.state === 'running'} />
          {progress && job.state === 'running' && (
            <Box sx={{ mt: 1.5, maxWidth: 320 }}>
              <LinearProgress
                variant="determinate"
                aria-label={t('progress')}
                value={progress.total > 0 ? (progress.done / progress.total) * 100 : 0}
              />
              <Box sx={{ mt: 1, fontSize: 13, color: 'tokens.muted' }}>
                {t('progress.of', { done: progress.done, total: progress.total })} {progress.note}
              </Box>
            </Box>
          )}
        </Fact>
        <Fact name={t('field.attempts')}>{t('attempts', { done: job.attempts, most: job.maxAttempts })}</Fact>
        <Fact name={t('field.createdAt')}>
          <ExactTime value={job.createdAt} /> (<RelativeTime value={job.createdAt} />)
        </Fact>
        {job.state === 'ready' && (
          <Fact name={t('field.runAt')}>
            <ExactTime value={job.runAt} /> (<RelativeTime value={job.runAt} />)
          </Fact>
        )}
        {job.finishedAt && (
          <Fact name={t('field.finishedAt')}>
            <ExactTime value={job.finishedAt} /> (<RelativeTime value={job.finishedAt} />)
          </Fact>
        )}
        {job.ownerId && (
          <Fact name={t('field.owner')}>
            {mayReadPeople ? (
              <TextLink to={`/admin/people/${job.ownerId}`}>{t('owner.open')}</TextLink>
            ) : (
              <Code>{job.ownerId}</Code>
            )}
          </Fact>
        )}
        <Fact name={t('field.queue')}>{t('queue.priority', { queue: job.queue, priority: job.priority })}</Fact>
        {job.worker && (
          <Fact name={t('field.worker')}>
            <Code>{job.worker}</Code>
          </Fact>
        )}
        <Fact name={t('field.traceId')}>
          <Code>{job.requestId}</Code>
          <CopyButton value={job.requestId} label={t('copy.traceId')} />
          {mayReadTrail && (
            <TextLink to="/admin/audit" search={{ requestId: job.requestId }}>
              {t('trace.open')}
            </TextLink>
          )}
        </Fact>
        <Fact name={t('field.id')}>
          <Code>{job.id}</Code>
          <CopyButton value={job.id} label={t('copy.id')} />
        </Fact>
      </Facts>
    </>
  );
}
