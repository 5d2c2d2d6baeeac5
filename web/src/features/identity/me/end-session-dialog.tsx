import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { type MySession, useEndSession } from './security.queries';
import { useClientName } from './session-row';

export function EndSessionDialog({ session, onClose }: { session: MySession; onClose: () => void }) {
  const { t } = useTranslation('identity.me');
  const client = useClientName(session.client);
  const end = useEndSession();
  return (
    <ConfirmDialog
      open
      tone="danger"
      title={t('sessions.end.title', { client })}
      consequence={t('sessions.end.text')}
      confirmLabel={t('sessions.end')}
      busy={end.isPending}
      error={end.error}
      onClose={onClose}
      onConfirm={() =>
        end.mutate(session.id, {
          onSuccess() {
            toast(t('sessions.ended'));
            onClose();
          },
        })
      }
    />
  );
}
