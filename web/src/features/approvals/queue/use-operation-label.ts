import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What an operation does, in the reader's language where the trail has words for it, else in the operation's own. */
export function useOperationLabel() {
  const { t, i18n } = useTranslation(['approvals.queue', 'audit.entries']);
  return useCallback(
    (operation: string, title: string): string => {
      const key = `audit.entries:action.${operation}`;
      return i18n.exists(key) ? t(key as 'audit.entries:action.identity.users.lock') : title;
    },
    [t, i18n],
  );
}
