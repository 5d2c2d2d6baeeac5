import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { ChangesTable } from './changes-table';
import { entryQuery } from './entries.queries';
import { EntryFacts } from './entry-facts';
import { useActionLabel } from './use-action-label';

export default function EntryPanel() {
  const params: { id?: string } = useParams({ strict: false });
  return <EntryDetails id={params.id ?? ''} />;
}

export function EntryDetails({ id }: { id: string }) {
  const { t } = useTranslation('audit.entries');
  const query = useQuery(entryQuery(id));
  const actionLabel = useActionLabel();
  const title = query.data && actionLabel(query.data.action);
  usePageTitle(title);
  return (
    <DetailPanel title={title ?? t('panel.title')} listPath="/admin/audit">
      <QueryState query={query} shape="form">
        {(entry) => (
          <>
            <EntryFacts entry={entry} />
            <ChangesTable changes={entry.changes} />
          </>
        )}
      </QueryState>
    </DetailPanel>
  );
}
