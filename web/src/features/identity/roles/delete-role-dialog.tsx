import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { type Role, useDeleteRole } from './roles.queries';

/** Cannot be undone, so its name is typed. Says how many people lose what it gives. */
export function DeleteRoleDialog({ role, etag, onClose }: { role: Role; etag: string; onClose: () => void }) {
  const { t } = useTranslation('identity.roles');
  const router = useRouter();
  const remove = useDeleteRole();
  const confirm = () =>
    remove.mutate(
      { id: role.id, etag },
      {
        onSuccess: () => {
          toast(t('delete.done', { name: role.name }));
          void router.navigate({ to: '/admin/roles', replace: true });
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('delete.title', { name: role.name })}
      consequence={t('delete.consequence', { count: role.memberCount })}
      confirmLabel={t('delete.action')}
      tone="danger"
      typeToConfirm={role.name}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
