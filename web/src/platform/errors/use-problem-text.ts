import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';

/** Turns what failed into a sentence in the reader's language; what we have no words for into a general one. */
export function useProblemText() {
  const { t, i18n } = useTranslation('errors');
  return useCallback(
    (error: unknown): string => {
      if (!isProblem(error)) return t('unknown');
      const sentence = t(i18n.exists(`errors:${error.code}`) ? error.code : 'unknown');
      return error.retryAfterSeconds ? t('retry_after', { sentence, seconds: error.retryAfterSeconds }) : sentence;
    },
    [t, i18n],
  );
}
