import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Days are counted in UTC and told so: a reader's own zone would move them. Money comes in millionths. */
export function useUsageFormats(currency: string | undefined) {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
    const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 4 });
    const money = currency
      ? new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 4 })
      : plain;
    return {
      day: (value: string) => day.format(new Date(value)),
      money: (micros: number) => money.format(micros / 1_000_000),
    };
  }, [language, currency]);
}
