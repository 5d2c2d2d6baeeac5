import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { EditProviderForm } from './edit-provider-form';
import { ProviderFacts } from './provider-facts';
import { providerQuery } from './providers.queries';

export default function ProviderPanel() {
  const params: { id?: string } = useParams({ strict: false });
  return <ProviderDetails key={params.id} id={params.id ?? ''} />;
}

export function ProviderDetails({ id }: { id: string }) {
  const { t } = useTranslation('assistant.providers');
  const query = useQuery(providerQuery(id));
  const [editing, setEditing] = useState(false);
  usePageTitle(query.data?.data.name);
  return (
    <DetailPanel title={query.data?.data.name ?? t('panel.title')} listPath="/admin/providers">
      <QueryState query={query} shape="form">
        {({ data: provider, etag }) =>
          editing ? (
            <EditProviderForm provider={provider} etag={etag} onClose={() => setEditing(false)} />
          ) : (
            <ProviderFacts provider={provider} etag={etag} onEdit={() => setEditing(true)} />
          )
        }
      </QueryState>
    </DetailPanel>
  );
}
