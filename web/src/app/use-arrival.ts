import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCrumbs } from '@/ui/page/use-crumbs';

/**
 * What a full page load would do for a person: the document's title, and the focus on the page's heading. A side panel
 * or a filter is no arrival; the page beneath stays where it was.
 */
export function useArrival() {
  const router = useRouter();
  const { t } = useTranslation('app');
  const crumbs = useCrumbs();
  const product = t('product');
  const title = crumbs.at(-1)?.label;

  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product;
  }, [title, product]);

  useEffect(() => {
    let page = pageOf(router.state.matches);
    return router.subscribe('onRendered', () => {
      const next = pageOf(router.state.matches);
      // The first page of a visit keeps the browser's own focus, and what was opened over a page on its way keeps its field's.
      if (page !== undefined && next !== page && !document.activeElement?.closest('.MuiModal-root'))
        document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
      page = next;
    });
  }, [router]);
}

/** Root, frame, page, panel: the third decides. */
function pageOf(matches: readonly { pathname: string }[]) {
  return matches[2]?.pathname;
}
