import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { approvalQuery } from '@/features/approvals/queue/approvals.queries';
import { ApprovalState } from '@/features/approvals/queue/approval-state';
import { ChangeTable } from '@/features/approvals/queue/change-table';
import { DecisionButtons } from '@/features/approvals/queue/decision-buttons';
import { EditArgumentsForm } from '@/features/approvals/queue/edit-arguments-form';
import { TextLink } from '@/ui/page/text-link';
import { QueryState } from '@/ui/states';
import { AllowAlways } from './allow-always';
import type { ToolStep } from './chat.queries';

/** The exact change, and yes, no or other arguments, where it was asked for. It waits in Approvals as well. */
export function StepApproval({ id, step }: { id: string; step: ToolStep }) {
  const { t } = useTranslation('assistant.chat');
  const query = useQuery(approvalQuery(id));
  const [editing, setEditing] = useState(false);
  return (
    <QueryState query={query} shape="form">
      {({ data: detail, etag }) =>
        editing && detail.mayEdit ? (
          <EditArgumentsForm detail={detail} etag={etag} onClose={() => setEditing(false)} />
        ) : (
          <Box sx={{ minWidth: 0 }}>
            <ChangeTable detail={detail} />
            <DecisionButtons detail={detail} etag={etag} onEdit={() => setEditing(true)} />
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, fontSize: '0.8125rem' }}>
              <ApprovalState state={detail.approval.state} />
              <TextLink to={`/approvals/${id}`}>{t('step.inApprovals')}</TextLink>
              {step.mayAllowAlways && <AllowAlways step={step} />}
            </Box>
          </Box>
        )
      }
    </QueryState>
  );
}
