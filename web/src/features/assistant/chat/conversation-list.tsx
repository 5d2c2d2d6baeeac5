import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MessageSquarePlus, MessagesSquare } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/ui/page/link-button';
import { EmptyState, ErrorState, LoadingState } from '@/ui/states';
import { RelativeTime } from '@/ui/time/relative-time';
import { conversationsQuery } from './chat.queries';

/** One's own conversations, the newest first, found by their words. */
export function ConversationList({ shown }: { shown: string | undefined }) {
  const { t } = useTranslation('assistant.chat');
  const [words, setWords] = useState('');
  const asked = useDeferredValue(words.trim());
  const query = useInfiniteQuery(conversationsQuery(asked));
  const found = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Box
      component="nav"
      aria-label={t('list.title')}
      sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, height: '100%' }}
    >
      <Box sx={{ display: 'grid', gap: 2, p: 3 }}>
        <LinkButton to="/assistant" search={{ new: 'yes' }} startIcon={<MessageSquarePlus size={16} />}>
          {t('new')}
        </LinkButton>
        <OutlinedInput
          value={words}
          placeholder={t('list.search')}
          onChange={(event) => setWords(event.target.value)}
          slotProps={{ input: { 'aria-label': t('list.search'), type: 'search' } }}
        />
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: 3, pb: 3 }} aria-busy={query.isFetching}>
        {query.isError && !found && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <LoadingState shape="list" />}
        {found?.length === 0 && (
          <EmptyState
            icon={MessagesSquare}
            title={asked ? t('list.noMatch') : t('list.empty')}
            text={asked ? t('list.noMatch.text') : t('list.empty.text')}
          />
        )}
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}>
          {found?.map(({ id, title, updatedAt }) => (
            <li key={id}>
              <Box
                component={Link}
                to={`/assistant/${id}`}
                aria-current={id === shown ? 'page' : undefined}
                sx={linkSx}
              >
                <Box component="span" sx={{ display: 'block', overflowWrap: 'anywhere' }}>
                  {title || t('untitled')}
                </Box>
                <Box component="span" sx={{ color: 'tokens.muted', fontSize: '0.8125rem' }}>
                  <RelativeTime value={updatedAt} />
                </Box>
              </Box>
            </li>
          ))}
        </Box>
        {query.hasNextPage && (
          <Button
            fullWidth
            sx={{ mt: 2 }}
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('list.more')}
          </Button>
        )}
      </Box>
    </Box>
  );
}

const linkSx = {
  display: 'block',
  px: 2.5,
  py: 1.5,
  borderRadius: '6px',
  color: 'tokens.text',
  fontSize: '0.875rem',
  textDecoration: 'none',
  '&:hover': { bgcolor: 'tokens.hover' },
  '&[aria-current="page"]': { bgcolor: 'tokens.selected', fontWeight: 550 },
} as const;
