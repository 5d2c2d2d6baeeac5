import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { Code } from '@/ui/page/code';
import { RelativeTime } from '@/ui/time/relative-time';
import { ScheduleStatus } from './schedule-status';
import { addressOf, type Schedule } from './schedules.queries';

export function useSchedulesList(): ListDefinition<Schedule> {
  const { t } = useTranslation('system.schedules');
  return useMemo(
    () => ({
      id: 'system.schedules',
      label: t('title'),
      defaultSort: '',
      filters: [],
      rowId: (schedule) => schedule.id,
      rowName: (schedule) => schedule.id,
      rowPath: (schedule) => addressOf(schedule.id),
      empty: { title: t('empty.title'), text: t('empty.text') },
      columns: [
        { id: 'id', label: t('field.id'), phone: 'title', cell: (schedule) => schedule.id },
        {
          id: 'status',
          label: t('field.status'),
          phone: 'badge',
          cell: (schedule) => <ScheduleStatus paused={schedule.isPaused} />,
        },
        { id: 'cron', label: t('field.cron'), phone: 'plain', cell: (schedule) => <Code>{schedule.cron}</Code> },
        { id: 'timeZone', label: t('field.timeZone'), phone: 'plain', cell: (schedule) => schedule.timeZone },
        {
          id: 'nextRun',
          label: t('field.nextRun'),
          phone: 'line',
          cell: ({ nextRuns: [next], isPaused }) => (next && !isPaused ? <RelativeTime value={next} /> : t('none')),
        },
        {
          id: 'lastRun',
          label: t('field.lastRun'),
          cell: ({ lastRunAt }) => (lastRunAt ? <RelativeTime value={lastRunAt} /> : t('never')),
        },
      ],
    }),
    [t],
  );
}
