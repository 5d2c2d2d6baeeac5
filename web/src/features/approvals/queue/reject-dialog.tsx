import OutlinedInput from '@mui/material/OutlinedInput';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { Field } from '@/ui/form/field';
import { type Approval, useReject } from './approvals.queries';
import { useOperationLabel } from './use-operation-label';

/** Nothing is lost by a no: whoever asked can ask again. */
export function RejectDialog({ approval, etag, onClose }: { approval: Approval; etag: string; onClose: () => void }) {
  const { t } = useTranslation('approvals.queue');
  const title = useOperationLabel()(approval.operation, approval.title);
  const reject = useReject();
  const [reason, setReason] = useState('');
  const confirm = () =>
    reject.mutate(
      { id: approval.id, etag, reason: reason.trim() || null },
      {
        onSuccess: () => {
          toast(t('reject.done', { title }));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('reject.title', { title })}
      consequence={t('reject.consequence')}
      confirmLabel={t('reject.action')}
      busy={reject.isPending}
      error={reject.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Field label={t('field.reason')} optional>
        {({ id }) => (
          <OutlinedInput
            id={id}
            value={reason}
            multiline
            minRows={2}
            onChange={(event) => setReason(event.target.value)}
            slotProps={{ input: { maxLength: 500 } }}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
