import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { LinkButton, ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { rolesSource } from './roles.queries';
import { useRolesList } from './use-roles-list';

export default function RolesPage() {
  const { t } = useTranslation('identity.roles');
  const mayChange = useCan('identity.roles.update');
  const definition = useRolesList();
  return (
    <ListFrame>
      <Page
        title={t('title')}
        description={t('description')}
        width="wide"
        action={
          mayChange && (
            <LinkButton variant="contained" color="primary" to="/admin/roles/new" startIcon={<Plus size={16} />}>
              {t('create.action')}
            </LinkButton>
          )
        }
      >
        <ListView definition={definition} source={rolesSource} />
      </Page>
    </ListFrame>
  );
}
