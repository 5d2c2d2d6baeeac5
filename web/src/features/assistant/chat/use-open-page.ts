import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useCrumbs } from '@/ui/page/use-crumbs';
import type { Said } from './chat.queries';

type OpenPage = Pick<Said, 'pagePath' | 'pageTitle' | 'pageTargetId'>;

export type Beside = {
  title: string;
  /** Whether the assistant is told of it: until the person says no to this page. */
  isTold: boolean;
  tell: (isTold: boolean) => void;
  /** What goes with a message. */
  page: OpenPage;
};

const longestTitle = 200;
const ids = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** The page beside the conversation: where it is, what it is called, and the id of the one thing that it shows. */
export function useOpenPage(): Beside {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const title = useCrumbs()
    .map(({ label }) => label)
    .join(' › ')
    .slice(0, longestTitle);
  const [untold, setUntold] = useState<string>();
  const isTold = untold !== path;
  return {
    title: title || path,
    isTold,
    tell: (told) => setUntold(told ? undefined : path),
    page: isTold ? { pagePath: path, pageTitle: title || null, pageTargetId: path.match(ids)?.at(-1) ?? null } : {},
  };
}
