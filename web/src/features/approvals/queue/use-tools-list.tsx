import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { Code } from '@/ui/page/code';
import type { ToolPolicy } from './tools.queries';
import { useOperationLabel } from './use-operation-label';

export function useToolsList(): ListDefinition<ToolPolicy> {
  const { t } = useTranslation('approvals.queue');
  const label = useOperationLabel();
  return useMemo(
    () => ({
      id: 'approvals.tools',
      label: t('tools.title'),
      defaultSort: '',
      rowId: (tool) => tool.name,
      rowName: (tool) => tool.name,
      rowPath: (tool) => `/admin/tools/${tool.name}`,
      empty: { title: t('tools.empty.title'), text: t('tools.empty.text') },
      filters: [
        {
          kind: 'choice',
          id: 'kind',
          label: t('tools.kind'),
          tabs: true,
          options: [
            { value: 'changes', label: t('tools.kind.changes') },
            { value: 'reads', label: t('tools.kind.reads') },
            { value: 'decided', label: t('tools.kind.decided') },
          ],
        },
      ],
      columns: [
        {
          id: 'title',
          label: t('field.operation'),
          phone: 'title',
          cell: ({ operation, title }) => label(operation, title),
        },
        { id: 'name', label: t('tools.name'), phone: 'plain', cell: ({ name }) => <Code>{name}</Code> },
        {
          id: 'everyone',
          label: t('tools.everyone'),
          phone: 'badge',
          cell: (tool) => t(`rule.${tool.everyone ?? tool.default}`),
        },
        {
          id: 'roles',
          label: t('tools.roles'),
          phone: 'line',
          cell: ({ roles }) => roles.map(({ role, rule }) => `${role}: ${t(`rule.${rule}`)}`).join(', ') || '–',
        },
        {
          id: 'secondPerson',
          label: t('tools.second'),
          cell: ({ secondPerson }) => (secondPerson ? t('tools.second.yes') : '–'),
        },
        {
          id: 'permission',
          label: t('tools.permission'),
          hidden: true,
          cell: (tool) => <Code>{tool.permission}</Code>,
        },
      ],
    }),
    [t, label],
  );
}
