import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';

type Page = () => Promise<{ default: ComponentType }>;

/**
 * Where a page is shown: `shell` with rail and top bar for whoever is signed in, `account` as a single narrow column
 * for nobody in particular, `open` as a plain page for both.
 */
export type Frame = 'shell' | 'account' | 'open';

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

export type NavigationSection = 'main' | 'account' | 'administration' | 'development';

export type NavigationEntry = {
  to: string;
  /** Key in the feature's texts. */
  label: string;
  icon: LucideIcon;
  section: NavigationSection;
  /** Ascending within its section. */
  order: number;
  permission?: string;
  /** Only where the installation offers it. */
  when?: (capabilities: Readonly<Record<string, boolean>>) => boolean;
};

/** An entry of the command palette beside the navigation, which is in it already. */
export type Command = { to: string; label: string; icon: LucideIcon; permission?: string };

export type Everywhere = { place: 'bar' | 'corner'; part: Page };

export type Feature = {
  /** `<module>.<area>`, as its folder; also the namespace of its texts. */
  name: string;
  routes: readonly FeatureRoute[];
  navigation?: readonly NavigationEntry[];
  commands?: readonly Command[];
  /** On every page of whoever is signed in: an icon in the top bar, or a corner of the window. */
  everywhere?: readonly Everywhere[];
};
