import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { type PersonDetail, useDeactivatePerson } from './people.queries';

export function DeactivateDialog({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const { t } = useTranslation('identity.people');
  const deactivate = useDeactivatePerson();
  const name = person.displayName;
  const confirm = () =>
    deactivate.mutate(person.id, {
      onSuccess: () => {
        toast(t('deactivate.done', { name }));
        onClose();
      },
    });
  return (
    <ConfirmDialog
      open
      title={t('deactivate.title', { name })}
      consequence={t('deactivate.consequence')}
      confirmLabel={t('deactivate.action')}
      tone="danger"
      busy={deactivate.isPending}
      error={deactivate.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
