import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, LoadingState } from '@/ui/states';
import { EndSessionDialog } from './end-session-dialog';
import { type MySession, sessionsQuery } from './security.queries';
import { SessionRow } from './session-row';

export function SessionsList() {
  const { t } = useTranslation('identity.me');
  const query = useInfiniteQuery(sessionsQuery);
  const [ending, setEnding] = useState<MySession>();
  if (query.data) {
    return (
      <>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {query.data.pages
            .flatMap((page) => page.items)
            .map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />
            ))}
        </Box>
        {query.hasNextPage && (
          <Button size="small" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
        {ending && <EndSessionDialog session={ending} onClose={() => setEnding(undefined)} />}
      </>
    );
  }
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingState shape="list" />;
}
