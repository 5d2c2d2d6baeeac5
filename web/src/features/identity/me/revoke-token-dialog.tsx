import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { type Token, useRevokeToken } from './tokens.queries';

export function RevokeTokenDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const { t } = useTranslation('identity.me');
  const { name } = token;
  const revoke = useRevokeToken();
  return (
    <ConfirmDialog
      open
      tone="danger"
      title={t('tokens.revoke.title', { name })}
      consequence={t('tokens.revoke.text')}
      confirmLabel={t('tokens.revoke')}
      busy={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onConfirm={() =>
        revoke.mutate(token.id, {
          onSuccess() {
            toast(t('tokens.revoked', { name }));
            onClose();
          },
        })
      }
    />
  );
}
