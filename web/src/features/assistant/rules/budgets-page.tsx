import { UserRoundPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { LinkButton, ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { budgetsSource } from './budgets.queries';
import { useBudgetsList } from './use-budgets-list';

export default function BudgetsPage() {
  const { t } = useTranslation('assistant.rules');
  const definition = useBudgetsList();
  const mayFindPeople = useCan('identity.users.read');
  return (
    <ListFrame>
      <Page
        title={t('budgets.title')}
        description={t('budgets.description')}
        width="wide"
        action={
          mayFindPeople && (
            <LinkButton
              variant="contained"
              color="primary"
              to="/admin/budgets/new"
              startIcon={<UserRoundPlus size={16} />}
            >
              {t('budget.person')}
            </LinkButton>
          )
        }
      >
        <ListView definition={definition} source={budgetsSource} />
      </Page>
    </ListFrame>
  );
}
