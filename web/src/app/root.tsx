import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { LoadingState } from '@/ui/states/loading-state';
import { useArrival } from './use-arrival';
import { usePreferences } from './use-preferences';

/** After the page: there is nothing to say before somebody has done something. */
const Toaster = lazy(async () => ({ default: (await import('@/ui/feedback/toaster')).Toaster }));

/** Around every page, in whichever frame. */
export function Root() {
  useArrival();
  usePreferences();
  return (
    <>
      <Suspense fallback={<LoadingState />}>
        <Outlet />
      </Suspense>
      <Suspense>
        <Toaster />
      </Suspense>
    </>
  );
}
