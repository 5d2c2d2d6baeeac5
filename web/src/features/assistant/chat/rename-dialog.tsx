import OutlinedInput from '@mui/material/OutlinedInput';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { Field } from '@/ui/form/field';
import { type Conversation, useRename } from './chat.queries';

export function RenameDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTranslation('assistant.chat');
  const [title, setTitle] = useState(conversation.title);
  const rename = useRename();
  const save = () => {
    const typed = title.trim();
    if (!typed) return;
    rename.mutate(
      { id: conversation.id, title: typed },
      {
        onSuccess: () => {
          toast(t('rename.done', { title: typed }));
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      open
      title={t('rename.title')}
      confirmLabel={t('rename.submit')}
      busy={rename.isPending}
      error={rename.error}
      onConfirm={save}
      onClose={onClose}
    >
      <Field label={t('rename.label')}>
        {({ id }) => (
          <OutlinedInput
            id={id}
            autoFocus
            value={title}
            autoComplete="off"
            onChange={(event) => setTitle(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && save()}
            slotProps={{ input: { maxLength: 200 } }}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
