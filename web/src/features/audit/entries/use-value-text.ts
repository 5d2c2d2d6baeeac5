import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/ui/time/use-formats';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Any value a field can have, as a person would write it: what is one of a few has its own words for each. */
export function useValueText() {
  const { t, i18n } = useTranslation('audit.entries');
  const formats = useFormats();
  return useCallback(
    (field: string, value: unknown): string => {
      const words = (each: string): string => {
        if (i18n.exists(`audit.entries:value.${field}.${each}`)) return t(`value.${field}.${each}`);
        // Choices about looks have their words in the shell.
        if (i18n.exists(`app:${field}.${each}`)) return t(`app:${field}.${each}`);
        if (field === 'language') return new Intl.DisplayNames(i18n.language, { type: 'language' }).of(each) ?? each;
        return instant.test(each) ? formats.dateTime(each) : each;
      };
      const text = (each: unknown): string => {
        if (each === null || each === undefined || each === '') return t('value.empty');
        if (typeof each === 'boolean') return each ? t('value.yes') : t('value.no');
        if (typeof each === 'number') return formats.number(each);
        if (typeof each === 'string') return words(each);
        if (!Array.isArray(each)) return JSON.stringify(each, null, 2);
        return each.length > 0 ? new Intl.ListFormat(i18n.language).format(each.map(text)) : t('value.empty');
      };
      return text(value);
    },
    [t, i18n, formats],
  );
}
