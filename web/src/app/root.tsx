import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { Toaster } from '@/ui/feedback/toaster';
import { LoadingState } from '@/ui/states/loading-state';
import { useArrival } from './use-arrival';
import { usePreferences } from './use-preferences';

/** Around every page, in whichever frame. */
export function Root() {
  useArrival();
  usePreferences();
  return (
    <>
      <Suspense fallback={<LoadingState />}>
        <Outlet />
      </Suspense>
      <Toaster />
    </>
  );
}
