import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LinkButton, ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { providersSource } from './providers.queries';
import { useProvidersList } from './use-providers-list';

export default function ProvidersPage() {
  const { t } = useTranslation('assistant.providers');
  const definition = useProvidersList();
  return (
    <ListFrame>
      <Page
        title={t('title')}
        description={t('description')}
        width="wide"
        action={
          <LinkButton variant="contained" color="primary" to="/admin/providers/new" startIcon={<Plus size={16} />}>
            {t('create.action')}
          </LinkButton>
        }
      >
        <ListView definition={definition} source={providersSource} />
      </Page>
    </ListFrame>
  );
}
