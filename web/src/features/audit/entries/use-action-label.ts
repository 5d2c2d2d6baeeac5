import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What was done, in words. Actions of a builder's own modules have none yet and are shown by their stable name. */
export function useActionLabel() {
  const { t, i18n } = useTranslation('audit.entries');
  return useCallback(
    (action: string): string => (i18n.exists(`audit.entries:action.${action}`) ? t(`action.${action}`) : action),
    [t, i18n],
  );
}
