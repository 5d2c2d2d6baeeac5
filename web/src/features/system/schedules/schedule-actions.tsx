import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useNavigate } from '@tanstack/react-router';
import { Pause, Pencil, Play, RotateCcw, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { useCan } from '@/platform/session/use-session';
import { toast } from '@/ui/feedback/toast';
import {
  isChanged,
  type Schedule,
  usePauseSchedule,
  useResumeSchedule,
  useRunSchedule,
  useUpdateSchedule,
} from './schedules.queries';

/** Nothing here is lost for good: a pause is resumed, a change goes back to what was declared. */
export function ScheduleActions({ schedule, etag, onEdit }: { schedule: Schedule; etag: string; onEdit: () => void }) {
  const { t } = useTranslation('system.schedules');
  const problemText = useProblemText();
  const navigate = useNavigate();
  const mayChange = useCan('system.schedules.update');
  const mayReadJobs = useCan('system.jobs.read');
  const run = useRunSchedule();
  const pause = usePauseSchedule();
  const resume = useResumeSchedule();
  const update = useUpdateSchedule();
  if (!mayChange) return null;
  const { id, isPaused } = schedule;
  const onError = (error: unknown) => toast(problemText(error), { tone: 'error' });

  const runNow = () =>
    run.mutate(id, {
      onSuccess: ({ jobId }) =>
        toast(t('run.done', { id }), {
          ...(mayReadJobs && {
            action: { label: t('run.open'), onClick: () => void navigate({ to: `/admin/jobs/${jobId}` }) },
          }),
        }),
      onError,
    });
  const switchTo = (paused: boolean) =>
    (paused ? pause : resume).mutate(id, {
      onSuccess: () =>
        toast(t(paused ? 'pause.done' : 'resume.done', { id }), {
          action: { label: t('undo'), onClick: () => (paused ? resume : pause).mutate(id, { onError }) },
        }),
      onError,
    });
  const backToDeclared = () =>
    update.mutate({ id, etag, asDeclared: true }, { onSuccess: () => toast(t('reset.done', { id })), onError });

  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 5 }}>
      <Button size="small" startIcon={<Zap size={14} />} loading={run.isPending} onClick={runNow}>
        {t('run.action')}
      </Button>
      <Button
        size="small"
        startIcon={isPaused ? <Play size={14} /> : <Pause size={14} />}
        loading={pause.isPending || resume.isPending}
        onClick={() => switchTo(!isPaused)}
      >
        {isPaused ? t('resume.action') : t('pause.action')}
      </Button>
      <Button size="small" startIcon={<Pencil size={14} />} onClick={onEdit}>
        {t('edit.action')}
      </Button>
      {isChanged(schedule) && (
        <Button size="small" startIcon={<RotateCcw size={14} />} loading={update.isPending} onClick={backToDeclared}>
          {t('reset.action')}
        </Button>
      )}
    </Box>
  );
}
