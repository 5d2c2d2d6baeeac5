import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { type Conversation, useDelete } from './chat.queries';

export function DeleteConversationDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t } = useTranslation('assistant.chat');
  const navigate = useNavigate();
  const remove = useDelete();
  const title = conversation.title || t('untitled');
  const confirm = () =>
    remove.mutate(conversation.id, {
      onSuccess: () => {
        toast(t('delete.done', { title }));
        void navigate({ to: '/assistant', replace: true });
      },
    });
  return (
    <ConfirmDialog
      open
      title={t('delete.title', { title })}
      consequence={t('delete.consequence')}
      confirmLabel={t('delete.action')}
      tone="danger"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
