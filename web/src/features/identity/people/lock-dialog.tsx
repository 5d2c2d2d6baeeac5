import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { type PersonDetail, useLockPerson, useUnlockPerson } from './people.queries';
import { ReasonField } from './reason-field';

/** Can be undone, so it asks once, names the person and what happens, and offers the way back. */
export function LockDialog({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const { t } = useTranslation('identity.people');
  const lock = useLockPerson();
  const unlock = useUnlockPerson();
  const [reason, setReason] = useState('');
  const name = person.displayName;

  const undo = () =>
    unlock.mutate(person.id, {
      onSuccess: () => toast(t('unlock.done', { name })),
      onError: () => toast(t('unlock.failed', { name }), { tone: 'error' }),
    });
  const confirm = () =>
    lock.mutate(
      { id: person.id, reason: reason.trim() || undefined },
      {
        onSuccess: () => {
          toast(t('lock.done', { name }), { action: { label: t('undo'), onClick: undo } });
          onClose();
        },
      },
    );

  return (
    <ConfirmDialog
      open
      title={t('lock.title', { name })}
      consequence={t('lock.consequence')}
      confirmLabel={t('lock.action')}
      tone="danger"
      busy={lock.isPending}
      error={lock.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
