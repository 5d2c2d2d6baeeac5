import { MailX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LinkButton, ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { deliveriesSource } from './deliveries.queries';
import { useDeliveriesList } from './use-deliveries-list';

export default function DeliveriesPage() {
  const { t } = useTranslation('notifications.sending');
  const definition = useDeliveriesList();
  return (
    <ListFrame>
      <Page
        title={t('deliveries.title')}
        description={t('deliveries.description')}
        width="wide"
        action={
          <LinkButton to="/admin/refused-addresses" startIcon={<MailX size={16} />}>
            {t('refused.title')}
          </LinkButton>
        }
      >
        <ListView definition={definition} source={deliveriesSource} />
      </Page>
    </ListFrame>
  );
}
