import { useTranslation } from 'react-i18next';

/** A rule's message is a code of the `errors` texts, or a key with its namespace; the server's is a sentence already. */
export function useErrorText(message: string | undefined): string | undefined {
  const { t, i18n } = useTranslation('errors');
  return message && (i18n.exists(message) || i18n.exists(`errors:${message}`)) ? t(message) : message;
}
