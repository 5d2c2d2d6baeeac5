import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { SendHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { useCan } from '@/platform/session/use-session';
import { toast } from '@/ui/feedback/toast';
import { DetailPanel, LinkButton } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { deliveryQuery, type DeliveryDetail, useResend } from './deliveries.queries';
import { DeliveryFacts } from './delivery-facts';
import { nameIn, useNames } from './kinds.queries';

export default function DeliveryPanel() {
  const params: { id?: string } = useParams({ strict: false });
  return <DeliveryDetails id={params.id ?? ''} />;
}

export function DeliveryDetails({ id }: { id: string }) {
  const { t } = useTranslation('notifications.sending');
  const { kinds } = useNames();
  const query = useQuery(deliveryQuery(id));
  const title = query.data && nameIn(kinds, query.data.kind);
  usePageTitle(title);
  return (
    <DetailPanel title={title ?? t('delivery.title')} listPath="/admin/deliveries">
      <QueryState query={query} shape="form">
        {(delivery) => (
          <>
            <Actions delivery={delivery} />
            <DeliveryFacts delivery={delivery} />
          </>
        )}
      </QueryState>
    </DetailPanel>
  );
}

function Actions({ delivery }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation('notifications.sending');
  const problemText = useProblemText();
  const mayResend = useCan('notifications.deliveries.resend');
  const resend = useResend();
  const ended = delivery.status !== 'waiting' && delivery.status !== 'sending';
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 5 }}>
      {mayResend && ended && (
        <Button
          size="small"
          startIcon={<SendHorizontal size={14} />}
          loading={resend.isPending}
          onClick={() =>
            resend.mutate(delivery.id, {
              onSuccess: () => toast(t('resend.done')),
              onError: (error) => toast(problemText(error), { tone: 'error' }),
            })
          }
        >
          {t('resend.action')}
        </Button>
      )}
      <LinkButton size="small" to="/admin/deliveries" search={{ eventId: delivery.eventId }}>
        {t('delivery.sameEvent')}
      </LinkButton>
    </Box>
  );
}
