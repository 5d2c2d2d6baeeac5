import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/ui/time/use-formats';
import { budgetsQuery } from './budgets.queries';

/** Limits in words. Money comes in millionths of the installation's currency. */
export function useLimitTexts() {
  const { t, i18n } = useTranslation('assistant.rules');
  const { number } = useFormats();
  const currency = useQuery(budgetsQuery).data?.currency;
  return useMemo(() => {
    const money = new Intl.NumberFormat(i18n.language, {
      ...(currency && { style: 'currency', currency }),
      maximumFractionDigits: 6,
    });
    return {
      currency: currency ?? '',
      tokens: (limit: number | null) => (limit === null ? t('limit.none') : number(limit)),
      cost: (micros: number | null) => (micros === null ? t('limit.none') : money.format(micros / 1_000_000)),
    };
  }, [t, i18n.language, number, currency]);
}
