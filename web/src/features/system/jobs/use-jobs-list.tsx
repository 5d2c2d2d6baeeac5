import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { RelativeTime } from '@/ui/time/relative-time';
import { JobStateMark } from './job-state';
import { type Job, states } from './jobs.queries';

export function useJobsList(): ListDefinition<Job> {
  const { t } = useTranslation('system.jobs');
  return useMemo(
    () => ({
      id: 'system.jobs',
      label: t('title'),
      defaultSort: '-createdAt',
      exportPath: '/api/v1/jobs',
      rowId: (job) => job.id,
      rowName: (job) => job.kind,
      rowPath: (job) => `/admin/jobs/${job.id}`,
      empty: { title: t('empty.title'), text: t('empty.text') },
      filters: [
        {
          kind: 'choice',
          id: 'state',
          label: t('field.state'),
          tabs: true,
          options: states.map((value) => ({ value, label: t(`state.${value}`) })),
        },
        { kind: 'text', id: 'kind', label: t('field.kind'), help: t('field.kind.help') },
        { kind: 'text', id: 'queue', label: t('field.queue') },
        { kind: 'dates', id: 'created', label: t('field.createdAt'), from: 'createdFrom', to: 'createdTo' },
      ],
      columns: [
        { id: 'kind', label: t('field.kind'), phone: 'title', cell: (job) => job.kind },
        {
          id: 'state',
          label: t('field.state'),
          phone: 'badge',
          cell: (job) => <JobStateMark state={job.state} cancelling={!!job.cancelAskedAt && job.state === 'running'} />,
        },
        {
          id: 'createdAt',
          label: t('field.createdAt'),
          sort: 'createdAt',
          phone: 'plain',
          cell: (job) => <RelativeTime value={job.createdAt} />,
        },
        {
          id: 'runAt',
          label: t('field.runAt'),
          cell: (job) => (job.state === 'ready' ? <RelativeTime value={job.runAt} /> : t('none')),
        },
        {
          id: 'attempts',
          label: t('field.attempts'),
          align: 'end',
          phone: 'plain',
          cell: (job) => t('attempts', { done: job.attempts, most: job.maxAttempts }),
        },
        { id: 'queue', label: t('field.queue'), hidden: true, cell: (job) => job.queue },
        { id: 'worker', label: t('field.worker'), hidden: true, cell: (job) => job.worker ?? t('none') },
        {
          id: 'startedAt',
          label: t('field.startedAt'),
          sort: 'startedAt',
          hidden: true,
          cell: (job) => (job.startedAt ? <RelativeTime value={job.startedAt} /> : t('none')),
        },
        {
          id: 'finishedAt',
          label: t('field.finishedAt'),
          sort: 'finishedAt',
          hidden: true,
          cell: (job) => (job.finishedAt ? <RelativeTime value={job.finishedAt} /> : t('none')),
        },
        { id: 'lastError', label: t('field.lastError'), cell: (job) => job.lastError ?? t('none') },
      ],
    }),
    [t],
  );
}
