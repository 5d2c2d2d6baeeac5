import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { EditRoleForm } from './edit-role-form';
import { RoleFacts } from './role-facts';
import { roleQuery } from './roles.queries';

export default function RolePanel() {
  const params: { id?: string } = useParams({ strict: false });
  // Another role starts anew: nothing typed for one may be saved to the next.
  return <RoleDetails key={params.id} id={params.id ?? ''} />;
}

export function RoleDetails({ id }: { id: string }) {
  const { t } = useTranslation('identity.roles');
  const query = useQuery(roleQuery(id));
  const [editing, setEditing] = useState(false);
  usePageTitle(query.data?.data.name);
  return (
    <DetailPanel title={query.data?.data.name ?? t('panel.title')} listPath="/admin/roles">
      <QueryState query={query} shape="form">
        {({ data: role, etag }) =>
          editing ? (
            <EditRoleForm role={role} etag={etag} onClose={() => setEditing(false)} />
          ) : (
            <RoleFacts role={role} etag={etag} onEdit={() => setEditing(true)} />
          )
        }
      </QueryState>
    </DetailPanel>
  );
}
