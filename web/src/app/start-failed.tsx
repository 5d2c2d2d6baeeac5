import { ErrorState } from '@/ui/states/error-state';
import { ThemeProvider } from '@/ui/theme/theme-provider';

/** The server did not answer the first question; there is no shell to show yet. */
export function StartFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <ThemeProvider>
      <main>
        <ErrorState error={error} onRetry={onRetry} level={1} />
      </main>
    </ThemeProvider>
  );
}
