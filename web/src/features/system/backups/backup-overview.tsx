import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { Code } from '@/ui/page/code';
import { Notice } from '@/ui/page/notice';
import { TextLink } from '@/ui/page/text-link';
import { ExactTime, RelativeTime } from '@/ui/time/relative-time';
import { useFormats } from '@/ui/time/use-formats';
import { type BackupJob, type Backups, isOpen } from './backups.queries';

/** What an operator has to know before the list: what is wrong, what goes on, and what is proven. */
export function BackupOverview({ backups }: { backups: Backups }) {
  const { place, keepDays, warnings, lastProven, lastMake, lastVerification } = backups;
  const { t } = useTranslation('system.backups');
  const { duration } = useFormats();
  return (
    <Box sx={{ display: 'grid', gap: 3, mb: 4, maxWidth: 880 }}>
      {warnings.map((warning) => (
        <Warning key={warning} warning={warning} backups={backups} />
      ))}
      {isOpen(lastMake) && lastMake && <Running job={lastMake} name={t('make.running')} />}
      {isOpen(lastVerification) && lastVerification && <Running job={lastVerification} name={t('verify.running')} />}
      {lastProven?.provenAt && (
        <Notice tone={warnings.includes('proofOld') ? 'info' : 'success'}>
          {t('proven.last', { seconds: duration((lastProven.provenSeconds ?? 0) * 1000) })}{' '}
          <RelativeTime value={lastProven.provenAt} /> (<ExactTime value={lastProven.provenAt} />
          ). {t('proven.of')} <Code>{lastProven.name}</Code>
        </Notice>
      )}
      {place && (
        <Box sx={{ fontSize: 14, color: 'tokens.muted' }}>
          {t('place')} <Code>{place}</Code>. {t('keep', { days: keepDays })}
        </Box>
      )}
    </Box>
  );
}

function Warning({ warning, backups }: { warning: Backups['warnings'][number]; backups: Backups }) {
  const { t } = useTranslation('system.backups');
  const mayReadJobs = useCan('system.jobs.read');
  const failed = { backupFailed: backups.lastMake, proofFailed: backups.lastVerification };
  const job = warning === 'backupFailed' || warning === 'proofFailed' ? failed[warning] : null;
  const needsSetting = warning === 'notConfigured' || warning === 'notScheduled';
  return (
    <Notice tone={needsSetting || warning === 'proofOld' ? 'warning' : 'danger'}>
      {t(`warning.${warning}`)}
      {needsSetting && (
        <>
          {' '}
          <Code>SMARTAI_BACKUP__TO=s3://smartai-backups/production</Code> {t('warning.docs')}{' '}
          <TextLink to="/help/operators/backup">docs/operators/backup.md</TextLink>
        </>
      )}
      {job?.lastError && <Box sx={{ mt: 1 }}>{job.lastError}</Box>}
      {job && mayReadJobs && <TextLink to={`/admin/jobs/${job.jobId}`}>{t('openJob')}</TextLink>}
    </Notice>
  );
}

const steps = ['tables', 'database', 'files', 'check', 'restore', 'compare', 'base'] as const;

function Running({ job, name }: { job: BackupJob; name: string }) {
  const { t } = useTranslation('system.backups');
  const { progress } = job;
  const step = steps.find((each) => each === progress?.note);
  return (
    <Box role="status" sx={{ fontSize: 14 }}>
      {name} {job.state === 'ready' ? t('step.waiting') : step && t(`step.${step}`)}
      <LinearProgress
        aria-label={name}
        variant={progress ? 'determinate' : 'indeterminate'}
        value={progress && progress.total > 0 ? (progress.done / progress.total) * 100 : 0}
        sx={{ mt: 1, borderRadius: '2px' }}
      />
    </Box>
  );
}
