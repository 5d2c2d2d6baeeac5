import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/page/page';
import { QueryState } from '@/ui/states';
import { preferencesQuery } from './inbox.queries';
import { PreferencesForm } from './preferences-form';

export default function PreferencesPage() {
  const { t } = useTranslation('notifications.inbox');
  const query = useQuery(preferencesQuery);
  return (
    <Page title={t('preferences.title')} description={t('preferences.description')}>
      <QueryState query={query} shape="form">
        {({ data, etag }) => <PreferencesForm preferences={data} etag={etag} />}
      </QueryState>
    </Page>
  );
}
