import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { Code } from '@/ui/page/code';
import { Fact, Facts } from '@/ui/page/facts';
import { Notice } from '@/ui/page/notice';
import { TextLink } from '@/ui/page/text-link';
import { ExactTime, RelativeTime } from '@/ui/time/relative-time';
import { ScheduleStatus } from './schedule-status';
import { isChanged, type Schedule } from './schedules.queries';

export function ScheduleFacts({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation('system.schedules');
  const mayReadJobs = useCan('system.jobs.read');
  const { nextRuns, lastRunAt, lastJobId } = schedule;
  return (
    <>
      {isChanged(schedule) && (
        <Box sx={{ mb: 4 }}>
          <Notice tone="info">
            {t('changed', {
              cron: schedule.declaredCron,
              timeZone: schedule.declaredTimeZone,
              catchUp: t(`catchUp.${schedule.declaredCatchUp}`),
            })}
          </Notice>
        </Box>
      )}
      <Facts>
        <Fact name={t('field.status')}>
          <ScheduleStatus paused={schedule.isPaused} />
        </Fact>
        <Fact name={t('field.cron')}>
          <Code>{schedule.cron}</Code> {schedule.timeZone}
        </Fact>
        <Fact name={t('field.catchUp')}>{t(`catchUp.${schedule.catchUp}`)}</Fact>
        <Fact name={t('field.nextRuns')}>
          {schedule.isPaused || nextRuns.length === 0 ? (
            t('none')
          ) : (
            <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
              {nextRuns.map((at) => (
                <li key={at}>
                  <ExactTime value={at} />{' '}
                  <Box component="span" sx={{ color: 'tokens.muted' }}>
                    (<RelativeTime value={at} />)
                  </Box>
                </li>
              ))}
            </Box>
          )}
        </Fact>
        <Fact name={t('field.lastRun')}>
          {lastRunAt ? (
            <>
              <ExactTime value={lastRunAt} />{' '}
              {lastJobId && mayReadJobs && <TextLink to={`/admin/jobs/${lastJobId}`}>{t('lastRun.open')}</TextLink>}
            </>
          ) : (
            t('never')
          )}
        </Fact>
        <Fact name={t('field.kind')}>
          <Code>{schedule.kind}</Code>
        </Fact>
      </Facts>
    </>
  );
}
