import { QueryClient } from '@tanstack/react-query';
import { isProblem } from '@/platform/api/problem';

/** What the server refused stays refused; only what did not reach it, or found it busy, is tried again. */
function worthAnotherTry(failures: number, error: unknown) {
  return failures < 2 && isProblem(error) && (error.status === 0 || error.status >= 502);
}

export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: worthAnotherTry, staleTime: 15_000, refetchOnWindowFocus: true, throwOnError: false },
      mutations: { retry: false },
    },
  });
}
