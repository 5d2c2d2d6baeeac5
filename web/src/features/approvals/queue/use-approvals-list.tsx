import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { RelativeTime } from '@/ui/time/relative-time';
import { ApprovalState } from './approval-state';
import { type Approval, states } from './approvals.queries';
import { useOperationLabel } from './use-operation-label';

export function useApprovalsList(): ListDefinition<Approval> {
  const { t } = useTranslation('approvals.queue');
  const label = useOperationLabel();
  return useMemo(
    () => ({
      id: 'approvals.queue',
      label: t('title'),
      defaultSort: '-createdAt',
      rowId: (approval) => approval.id,
      rowName: ({ operation, title }) => label(operation, title),
      rowPath: (approval) => `/approvals/${approval.id}`,
      empty: { title: t('empty.title'), text: t('empty.text') },
      filters: [
        {
          kind: 'choice',
          id: 'mine',
          label: t('filter.mine'),
          tabs: true,
          options: [{ value: 'true', label: t('filter.mine.true') }],
        },
        {
          kind: 'choice',
          id: 'state',
          label: t('field.state'),
          multiple: true,
          options: states.map((value) => ({ value, label: t(`state.${value}`) })),
        },
      ],
      columns: [
        {
          id: 'operation',
          label: t('field.operation'),
          phone: 'title',
          cell: ({ operation, title }) => label(operation, title),
        },
        { id: 'target', label: t('field.target'), phone: 'plain', cell: ({ target }) => target?.name ?? target?.id },
        {
          id: 'state',
          label: t('field.state'),
          phone: 'badge',
          cell: ({ state }) => <ApprovalState state={state} />,
        },
        {
          id: 'onBehalfOf',
          label: t('field.onBehalfOf'),
          phone: 'line',
          cell: ({ onBehalfOf }) => onBehalfOf.name,
        },
        {
          id: 'createdAt',
          label: t('field.createdAt'),
          sort: 'createdAt',
          phone: 'plain',
          cell: ({ createdAt }) => <RelativeTime value={createdAt} />,
        },
        {
          id: 'expiresAt',
          label: t('field.expiresAt'),
          cell: ({ state, expiresAt }) => state === 'waiting' && <RelativeTime value={expiresAt} />,
        },
      ],
    }),
    [t, label],
  );
}
