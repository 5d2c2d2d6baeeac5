import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { useLeaveGuard } from './use-leave-guard';

/** Place it in a form that saves explicitly: `<LeaveGuard dirty={form.formState.isDirty} />`. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation('ui');
  const guard = useLeaveGuard(dirty);
  return (
    <ConfirmDialog
      open={guard.status === 'blocked'}
      title={t('form.dirty')}
      confirmLabel={t('form.leave')}
      cancelLabel={t('form.stay')}
      tone="danger"
      onConfirm={() => guard.proceed?.()}
      onClose={() => guard.reset?.()}
    />
  );
}
