import { useRouter } from '@tanstack/react-router';
import { ErrorState } from '@/ui/states/error-state';

/** The one boundary of all pages: a call that failed, with its trace id, or a defect of ours. */
export function RouteError({ error }: { error: unknown }) {
  const router = useRouter();
  return <ErrorState error={error} level={1} onRetry={() => void router.invalidate()} />;
}
