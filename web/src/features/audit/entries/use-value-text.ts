import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/ui/time/use-formats';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Any value a field can have, as a person would write it. */
export function useValueText() {
  const { t, i18n } = useTranslation('audit.entries');
  const formats = useFormats();
  return useCallback(
    (value: unknown): string => {
      const text = (each: unknown): string => {
        if (each === null || each === undefined || each === '') return t('value.empty');
        if (typeof each === 'boolean') return each ? t('value.yes') : t('value.no');
        if (typeof each === 'number') return formats.number(each);
        if (typeof each === 'string') return instant.test(each) ? formats.dateTime(each) : each;
        if (!Array.isArray(each)) return JSON.stringify(each, null, 2);
        return each.length > 0 ? new Intl.ListFormat(i18n.language).format(each.map(text)) : t('value.empty');
      };
      return text(value);
    },
    [t, i18n, formats],
  );
}
