import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { ToolForm } from './tool-form';
import { rolesQuery, toolQuery } from './tools.queries';

export default function ToolPanel() {
  const params: { id?: string } = useParams({ strict: false });
  return <ToolDetails key={params.id} name={params.id ?? ''} />;
}

export function ToolDetails({ name }: { name: string }) {
  const { t } = useTranslation('approvals.queue');
  const query = useQuery(toolQuery(name));
  const roles = useQuery(rolesQuery);
  usePageTitle(query.data?.data.name);
  return (
    <DetailPanel title={query.data?.data.name ?? t('tools.panel')} listPath="/admin/tools">
      <QueryState query={query} shape="form">
        {({ data: tool, etag }) => <ToolForm key={etag} tool={tool} etag={etag} roles={roles.data ?? []} />}
      </QueryState>
    </DetailPanel>
  );
}
