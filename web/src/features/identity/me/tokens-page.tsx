import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/page/page';
import { EmptyState, ErrorState, LoadingState } from '@/ui/states';
import { CreateTokenDialog } from './create-token-dialog';
import { RevokeTokenDialog } from './revoke-token-dialog';
import { TokenRow } from './token-row';
import { type Token, tokensQuery } from './tokens.queries';

export default function TokensPage() {
  const { t } = useTranslation('identity.me');
  const query = useInfiniteQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Token>();
  const tokens = query.data?.pages.flatMap((page) => page.items);
  const create = (
    <Button variant="contained" color="primary" startIcon={<Plus size={16} />} onClick={() => setCreating(true)}>
      {t('tokens.new')}
    </Button>
  );
  return (
    <Page title={t('tokens.title')} description={t('tokens.text')} action={tokens?.length ? create : undefined}>
      {tokens?.length === 0 && (
        <EmptyState icon={KeyRound} title={t('tokens.empty.title')} text={t('tokens.empty.text')} action={create} />
      )}
      {tokens && tokens.length > 0 && (
        <Box
          component="ul"
          sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'tokens.border', borderRadius: 1 }}
        >
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
          ))}
        </Box>
      )}
      {query.hasNextPage && (
        <Button
          size="small"
          sx={{ mt: 3 }}
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
      {!tokens && query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {!tokens && !query.isError && <LoadingState shape="list" />}
      {creating && <CreateTokenDialog onClose={() => setCreating(false)} />}
      {revoking && <RevokeTokenDialog token={revoking} onClose={() => setRevoking(undefined)} />}
    </Page>
  );
}
