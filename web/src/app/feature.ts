import type { ComponentType } from 'react';

export type Page = () => Promise<{ default: ComponentType }>;

/**
 * Where a page is shown: `shell` with rail and top bar for whoever is signed in, `account` as a single narrow column
 * for nobody in particular, `open` as a plain page for both.
 */
export type Frame = 'shell' | 'account' | 'open';

/** What a feature's `index.ts` lists. All of them stand in the first script, so nothing else belongs there. */
export type FeatureRoute = {
  /** Whole path at the top, the rest of it in children: `/admin/people`, then `$id`. */
  path: string;
  page: Page;
  /** Key of the page's title in the feature's texts: document title and breadcrumb. */
  title: string;
  frame?: Frame;
  /** Whoever lacks it reads which permission is missing and whom to ask; the server decides all the same. */
  permission?: string;
  /** Shown in the parent's `<Outlet/>`, without mounting the parent again. */
  children?: readonly FeatureRoute[];
};
