import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { type Budget, everyone, isPerson, isSet } from './budgets.queries';
import { useLimitTexts } from './use-limit-texts';
import { useSubjectName } from './use-subject-name';

export function useBudgetsList(): ListDefinition<Budget> {
  const { t } = useTranslation('assistant.rules');
  const nameOf = useSubjectName();
  const { tokens, cost } = useLimitTexts();
  return useMemo(() => {
    const kindOf = (subject: string) =>
      subject === everyone ? t('kind.everyone') : isPerson(subject) ? t('kind.person') : t('kind.role');
    const shown = (budget: Budget, limit: string) =>
      budget.subject !== everyone && !isSet(budget) ? t('limit.asEveryone') : limit;
    return {
      id: 'assistant.budgets',
      label: t('budgets.title'),
      defaultSort: '',
      filters: [],
      rowId: ({ subject }) => subject,
      rowName: ({ subject, personName }) => nameOf(subject, personName),
      rowPath: ({ subject }) => `/admin/budgets/${encodeURIComponent(subject)}`,
      empty: { title: t('budgets.empty.title'), text: t('budgets.empty.text') },
      columns: [
        {
          id: 'subject',
          label: t('field.subject'),
          phone: 'title',
          cell: ({ subject, personName }) => nameOf(subject, personName),
        },
        { id: 'kind', label: t('field.kind'), phone: 'badge', cell: ({ subject }) => kindOf(subject) },
        {
          id: 'dayTokens',
          label: t('field.dayTokens'),
          align: 'end',
          phone: 'line',
          cell: (budget) => shown(budget, tokens(budget.dayTokens)),
        },
        {
          id: 'monthTokens',
          label: t('field.monthTokens'),
          align: 'end',
          phone: 'line',
          cell: (budget) => shown(budget, tokens(budget.monthTokens)),
        },
        {
          id: 'dayCost',
          label: t('field.dayCost'),
          align: 'end',
          phone: 'line',
          cell: (budget) => shown(budget, cost(budget.dayCostMicros)),
        },
        {
          id: 'monthCost',
          label: t('field.monthCost'),
          align: 'end',
          phone: 'line',
          cell: (budget) => shown(budget, cost(budget.monthCostMicros)),
        },
        {
          id: 'atLimit',
          label: t('field.atLimit'),
          cell: (budget) => (isSet(budget) ? t(`atLimit.${budget.atLimit}`) : ''),
        },
      ],
    };
  }, [t, nameOf, tokens, cost]);
}
