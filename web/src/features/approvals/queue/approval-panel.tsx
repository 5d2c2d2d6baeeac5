import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { ApprovalFacts } from './approval-facts';
import { approvalQuery } from './approvals.queries';
import { ChangeTable } from './change-table';
import { DecisionButtons } from './decision-buttons';
import { EditArgumentsForm } from './edit-arguments-form';
import { useOperationLabel } from './use-operation-label';

export default function ApprovalPanel() {
  const params: { id?: string } = useParams({ strict: false });
  return <ApprovalDetails key={params.id} id={params.id ?? ''} />;
}

export function ApprovalDetails({ id }: { id: string }) {
  const { t } = useTranslation('approvals.queue');
  const label = useOperationLabel();
  const query = useQuery(approvalQuery(id));
  const [editing, setEditing] = useState(false);
  const approval = query.data?.data.approval;
  const title = approval ? label(approval.operation, approval.title) : undefined;
  usePageTitle(title);
  return (
    <DetailPanel title={title ?? t('panel.title')} listPath="/approvals">
      <QueryState query={query} shape="form">
        {({ data: detail, etag }) =>
          editing && detail.mayEdit ? (
            <EditArgumentsForm detail={detail} etag={etag} onClose={() => setEditing(false)} />
          ) : (
            <>
              <ChangeTable detail={detail} />
              <DecisionButtons detail={detail} etag={etag} onEdit={() => setEditing(true)} />
              <ApprovalFacts detail={detail} />
            </>
          )
        }
      </QueryState>
    </DetailPanel>
  );
}
