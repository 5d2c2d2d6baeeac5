import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What an argument is called, in the reader's language where we have words for it, else its own name in words. */
export function useArgumentLabel() {
  const { t, i18n } = useTranslation('assistant.chat');
  return useCallback(
    (name: string): string => (i18n.exists(`assistant.chat:argument.${name}`) ? t(`argument.${name}`) : inWords(name)),
    [t, i18n],
  );
}

/** `isEnabled` is read "Is enabled". */
function inWords(name: string) {
  const words = name
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
