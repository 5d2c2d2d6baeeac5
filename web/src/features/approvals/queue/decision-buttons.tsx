import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Check, Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { toast } from '@/ui/feedback/toast';
import { Notice } from '@/ui/page/notice';
import { type ApprovalDetail, useApprove } from './approvals.queries';
import { RejectDialog } from './reject-dialog';
import { useOperationLabel } from './use-operation-label';

type Props = { detail: ApprovalDetail; etag: string; onEdit: () => void };

/** Yes, no, or something else. What was changed meanwhile comes back as an error and is shown anew before anything is said. */
export function DecisionButtons({ detail, etag, onEdit }: Props) {
  const { t } = useTranslation('approvals.queue');
  const label = useOperationLabel();
  const problemText = useProblemText();
  const approve = useApprove();
  const [rejecting, setRejecting] = useState(false);
  const { approval, mayDecide, mayEdit } = detail;
  if (approval.state !== 'waiting') return null;
  if (!mayDecide && !mayEdit) return null;

  const yes = () =>
    approve.mutate(
      { id: approval.id, etag },
      {
        onSuccess: () => toast(t('approve.done', { title: label(approval.operation, approval.title) })),
        onError: (error) => toast(problemText(error), { tone: 'error' }),
      },
    );
  return (
    <Box sx={{ mb: 5 }}>
      {!mayDecide && (
        <Box sx={{ mb: 3 }}>
          <Notice>{t('second.waiting')}</Notice>
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {mayDecide && (
          <Button
            variant="contained"
            color="primary"
            startIcon={<Check size={16} />}
            loading={approve.isPending}
            onClick={yes}
          >
            {t('approve.action')}
          </Button>
        )}
        {mayEdit && (
          <Button startIcon={<Pencil size={16} />} onClick={onEdit}>
            {t('edit.action')}
          </Button>
        )}
        <Button startIcon={<X size={16} />} onClick={() => setRejecting(true)}>
          {mayDecide ? t('reject.action') : t('reject.withdraw')}
        </Button>
      </Box>
      {rejecting && <RejectDialog approval={approval} etag={etag} onClose={() => setRejecting(false)} />}
    </Box>
  );
}
