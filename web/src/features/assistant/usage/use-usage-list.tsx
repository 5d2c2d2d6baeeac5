import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { useFormats } from '@/ui/time/use-formats';
import { daysQuery, type UsageLine } from './usage.queries';
import { useUsageFormats } from './use-usage-formats';

export function useUsageList(): ListDefinition<UsageLine> {
  const { t } = useTranslation('assistant.usage');
  const { number } = useFormats();
  const { day, money } = useUsageFormats(useQuery(daysQuery).data?.currency);
  return useMemo(
    () => ({
      id: 'assistant.usage',
      label: t('title'),
      defaultSort: '-day',
      exportPath: '/api/v1/assistant/usage',
      rowId: (line) => line.id,
      rowName: (line) => line.personName,
      empty: { title: t('empty.title'), text: t('empty.text') },
      filters: [
        { kind: 'text', id: 'model', label: t('field.model') },
        { kind: 'dates', id: 'day', label: t('field.day'), from: 'from', to: 'to' },
      ],
      columns: [
        { id: 'person', label: t('field.person'), phone: 'title', cell: (line) => line.personName },
        { id: 'day', label: t('field.day'), sort: 'day', phone: 'plain', cell: (line) => day(line.day) },
        { id: 'provider', label: t('field.provider'), cell: (line) => line.providerName },
        { id: 'model', label: t('field.model'), phone: 'plain', cell: (line) => line.model },
        { id: 'questions', label: t('field.questions'), align: 'end', cell: (line) => number(line.questions) },
        {
          id: 'inputTokens',
          label: t('field.inputTokens'),
          align: 'end',
          phone: 'line',
          cell: (line) => number(line.inputTokens),
        },
        {
          id: 'outputTokens',
          label: t('field.outputTokens'),
          align: 'end',
          phone: 'line',
          cell: (line) => number(line.outputTokens),
        },
        { id: 'cost', label: t('field.cost'), align: 'end', phone: 'plain', cell: (line) => money(line.costMicros) },
      ],
    }),
    [t, number, day, money],
  );
}
