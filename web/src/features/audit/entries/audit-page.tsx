import { useTranslation } from 'react-i18next';
import { ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { entriesSource } from './entries.queries';
import { useEntriesList } from './use-entries-list';

export default function AuditPage() {
  const { t } = useTranslation('audit.entries');
  const definition = useEntriesList();
  return (
    <ListFrame>
      <Page title={t('title')} description={t('description')} width="wide">
        <ListView definition={definition} source={entriesSource} />
      </Page>
    </ListFrame>
  );
}
