import Button from '@mui/material/Button';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { CreateWebhookDialog } from './create-webhook-dialog';
import { useWebhooksList } from './use-webhooks-list';
import { webhooksSource } from './webhooks.queries';

export default function WebhooksPage() {
  const { t } = useTranslation('notifications.sending');
  const definition = useWebhooksList();
  const [creating, setCreating] = useState(false);
  return (
    <ListFrame>
      <Page
        title={t('webhooks.title')}
        description={t('webhooks.description')}
        width="wide"
        action={
          <Button variant="contained" color="primary" startIcon={<Plus size={16} />} onClick={() => setCreating(true)}>
            {t('webhook.create')}
          </Button>
        }
      >
        <ListView definition={definition} source={webhooksSource} />
        {creating && <CreateWebhookDialog onClose={() => setCreating(false)} />}
      </Page>
    </ListFrame>
  );
}
