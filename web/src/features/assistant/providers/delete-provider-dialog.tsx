import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { type Provider, useDeleteProvider } from './providers.queries';

/** Its key is forgotten with it and cannot be read from anywhere, so its name is typed. */
export function DeleteProviderDialog(props: { provider: Provider; etag: string; onClose: () => void }) {
  const { provider, etag, onClose } = props;
  const { t } = useTranslation('assistant.providers');
  const router = useRouter();
  const remove = useDeleteProvider();
  const confirm = () =>
    remove.mutate(
      { id: provider.id, etag },
      {
        onSuccess: () => {
          toast(t('delete.done', { name: provider.name }));
          void router.navigate({ to: '/admin/providers', replace: true });
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('delete.title', { name: provider.name })}
      consequence={t('delete.consequence')}
      confirmLabel={t('delete.action')}
      tone="danger"
      typeToConfirm={provider.name}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
