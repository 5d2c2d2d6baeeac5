import type { LucideIcon } from 'lucide-react';
import type { Page } from '@/app/feature';

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

/** On every page of whoever is signed in: an icon in the top bar, or a corner of the window. */
export type EverywherePart = { place: 'bar' | 'corner'; part: Page };

/** How the shell leads to a feature, from its `navigation.ts`: loaded with the shell, not with the first script. */
export type FeatureNavigation = {
  entries?: readonly NavigationEntry[];
  commands?: readonly Command[];
  everywhere?: readonly EverywherePart[];
};
