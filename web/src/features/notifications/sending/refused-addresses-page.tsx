import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { useCan } from '@/platform/session/use-session';
import { toast } from '@/ui/feedback/toast';
import { type ListDefinition, ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { RelativeTime } from '@/ui/time/relative-time';
import { type RefusedAddress, refusedSource, useClearAddress } from './deliveries.queries';

export default function RefusedAddressesPage() {
  const { t } = useTranslation('notifications.sending');
  const definition = useRefusedList();
  return (
    <ListFrame>
      <Page title={t('refused.title')} description={t('refused.description')} width="wide">
        <ListView definition={definition} source={refusedSource} />
      </Page>
    </ListFrame>
  );
}

function useRefusedList(): ListDefinition<RefusedAddress> {
  const { t } = useTranslation('notifications.sending');
  return useMemo(
    () => ({
      id: 'notifications.refused',
      label: t('refused.title'),
      defaultSort: '-refusedAt',
      exportPath: '/api/v1/deliveries/refused-addresses',
      rowId: (row) => row.id,
      rowName: (row) => row.address,
      empty: { title: t('refused.empty.title'), text: t('refused.empty.text') },
      filters: [],
      columns: [
        { id: 'address', label: t('field.address'), phone: 'title', cell: (row) => row.address },
        { id: 'reason', label: t('field.reason'), phone: 'plain', cell: (row) => row.reason },
        {
          id: 'refusedAt',
          label: t('field.refusedAt'),
          sort: 'refusedAt',
          phone: 'plain',
          cell: (row) => <RelativeTime value={row.refusedAt} />,
        },
        { id: 'clear', label: t('field.action'), phone: 'badge', cell: (row) => <ClearButton address={row} /> },
      ],
    }),
    [t],
  );
}

function ClearButton({ address }: { address: RefusedAddress }) {
  const { t } = useTranslation('notifications.sending');
  const problemText = useProblemText();
  const mayClear = useCan('notifications.deliveries.resend');
  const clear = useClearAddress();
  if (!mayClear) return t('none');
  return (
    <Button
      size="small"
      aria-label={t('refused.clear.name', { address: address.address })}
      loading={clear.isPending}
      onClick={() =>
        clear.mutate(address.id, {
          onSuccess: () => toast(t('refused.cleared', { address: address.address })),
          onError: (error) => toast(problemText(error), { tone: 'error' }),
        })
      }
    >
      {t('refused.clear')}
    </Button>
  );
}
