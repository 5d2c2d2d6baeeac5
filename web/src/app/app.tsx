import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { signInSearch } from '@/platform/session/return-address';
import { session } from '@/platform/session/session';
import { ThemeProvider } from '@/ui/theme/theme-provider';
import type { createAppRouter } from './router';

type Props = { router: ReturnType<typeof createAppRouter>; queries: QueryClient };

export function App({ router, queries }: Props) {
  useEffect(
    () =>
      session.onEnd((reason) => {
        // Nothing of the person may stay, neither on the screen nor in memory.
        queries.clear();
        const from = reason === 'signed-out' ? '/' : router.state.location.href;
        void router.navigate({ to: '/sign-in', search: signInSearch(reason, from), replace: true });
      }),
    [router, queries],
  );
  return (
    <ThemeProvider>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
