import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { BudgetForm } from './budget-form';
import { budgetQuery, isPerson } from './budgets.queries';
import { useSubjectName } from './use-subject-name';

export default function BudgetPanel() {
  const params: { subject?: string } = useParams({ strict: false });
  return <BudgetDetails key={params.subject} subject={params.subject ?? ''} />;
}

export function BudgetDetails({ subject }: { subject: string }) {
  const { t } = useTranslation('assistant.rules');
  const nameOf = useSubjectName();
  const query = useQuery(budgetQuery(subject));
  const title = nameOf(subject, query.data?.data.personName);
  usePageTitle(query.data && title);
  return (
    <DetailPanel title={query.data ? title : t('budget.title')} listPath="/admin/budgets">
      <QueryState query={query} shape="form">
        {({ data: budget, etag }) => (
          <BudgetForm key={etag} budget={budget} etag={etag} name={title} isPerson={isPerson(subject)} />
        )}
      </QueryState>
    </DetailPanel>
  );
}
