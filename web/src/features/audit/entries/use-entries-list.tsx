import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import type { ListDefinition } from '@/ui/list';
import { RelativeTime } from '@/ui/time/relative-time';
import { actions } from './actions';
import { Actor } from './actor';
import { actorName, type Entry, faces, findPeople, outcomes, targetName } from './entries.queries';
import { OutcomeMark } from './outcome-mark';
import { useActionLabel } from './use-action-label';

export function useEntriesList(): ListDefinition<Entry> {
  const { t } = useTranslation('audit.entries');
  const actionLabel = useActionLabel();
  const mayReadPeople = useCan('identity.users.read');
  return useMemo(
    () => ({
      id: 'audit.entries',
      label: t('title'),
      defaultSort: '-occurredAt',
      exportPath: '/api/v1/audit',
      rowId: (entry) => entry.id,
      rowName: (entry) => actionLabel(entry.action),
      rowPath: (entry) => `/admin/audit/${entry.id}`,
      empty: { title: t('empty.title'), text: t('empty.text') },
      filters: [
        {
          kind: 'link',
          id: 'actorId',
          label: t('field.actor'),
          nameOf: actorName,
          find: mayReadPeople ? findPeople : undefined,
        },
        {
          kind: 'link',
          id: 'targetId',
          label: t('field.target'),
          nameOf: targetName,
          find: mayReadPeople ? findPeople : undefined,
        },
        {
          kind: 'choice',
          id: 'action',
          label: t('field.action'),
          open: true,
          options: actions.map((value) => ({ value, label: actionLabel(value) })),
        },
        {
          kind: 'choice',
          id: 'outcome',
          label: t('field.outcome'),
          options: outcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
        },
        {
          kind: 'choice',
          id: 'face',
          label: t('field.face'),
          options: faces.map((value) => ({ value, label: t(`face.${value}`) })),
        },
        { kind: 'dates', id: 'occurred', label: t('field.occurredAt'), from: 'occurredFrom', to: 'occurredTo' },
        { kind: 'text', id: 'targetType', label: t('field.targetType'), help: t('field.targetType.help') },
        { kind: 'text', id: 'operation', label: t('field.operation'), help: t('field.operation.help') },
        { kind: 'text', id: 'requestId', label: t('field.requestId') },
      ],
      columns: [
        {
          id: 'occurredAt',
          label: t('field.occurredAt'),
          sort: 'occurredAt',
          phone: 'plain',
          cell: (entry) => <RelativeTime value={entry.occurredAt} />,
        },
        { id: 'actor', label: t('field.actor'), phone: 'plain', cell: (entry) => <Actor entry={entry} /> },
        { id: 'action', label: t('field.action'), phone: 'title', cell: (entry) => actionLabel(entry.action) },
        {
          id: 'target',
          label: t('field.target'),
          phone: 'line',
          cell: ({ target, actor }) =>
            target && target.id === actor?.id ? t('target.own') : (target?.name ?? target?.id ?? t('none')),
        },
        {
          id: 'outcome',
          label: t('field.outcome'),
          phone: 'badge',
          cell: (entry) => <OutcomeMark outcome={entry.outcome} />,
        },
        { id: 'face', label: t('field.face'), cell: (entry) => t(`face.${entry.face}`) },
        { id: 'address', label: t('field.address'), cell: (entry) => entry.address ?? t('none') },
        { id: 'client', label: t('field.client'), hidden: true, cell: (entry) => entry.client ?? t('none') },
        { id: 'operation', label: t('field.operation'), hidden: true, cell: (entry) => entry.operation ?? t('none') },
      ],
    }),
    [t, actionLabel, mayReadPeople],
  );
}
