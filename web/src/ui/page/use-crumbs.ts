import { useRouterState } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { pageTitle } from './page-title';

export type Crumb = { label: string; to: string };

/** The router writes colons in two ways: ids with dots have them in the address. */
const asTyped = (pathname: string) => pathname.replaceAll('%3A', ':');

/** The pages from the outermost to the one shown, by title; a page that knows a better name has put it in `pageTitle`. */
export function useCrumbs(): readonly Crumb[] {
  const matches = useRouterState({ select: (state) => state.matches });
  const named = useSyncExternalStore(pageTitle.subscribe, pageTitle.get);
  // Texts of a page are loaded with it, so a change of page is also a change of what can be translated.
  const { t } = useTranslation();
  return matches.flatMap(({ pathname, staticData }) => {
    if (!staticData.title) return [];
    return [
      {
        label: named && asTyped(named.pathname) === asTyped(pathname) ? named.text : t(staticData.title),
        to: pathname,
      },
    ];
  });
}
