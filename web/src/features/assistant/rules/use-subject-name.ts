import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { everyone } from './budgets.queries';

/** What a role or a person is called; somebody who has gone keeps the name they had, else their id. */
export function useSubjectName() {
  const { t } = useTranslation('assistant.rules');
  return useCallback(
    (subject: string, personName?: string | null) => (subject === everyone ? t('everyone') : (personName ?? subject)),
    [t],
  );
}
