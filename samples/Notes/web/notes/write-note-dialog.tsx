import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createAttempt } from '@/platform/api/attempt';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { useWriteNote } from './notes.queries';

const schema = z.object({
  title: rules.name(120),
  text: z.string().check(z.maxLength(4000, 'validation.too_long')),
});

export function WriteNoteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['Notes.notes', 'ui']);
  const heading = useId();
  const form = useForm(schema, { title: '', text: '' });
  const write = useWriteNote();
  const [attempt] = useState(createAttempt);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={heading}>
      <Box sx={{ p: 5, display: 'grid', gap: 4 }}>
        <Typography id={heading} variant="h2">
          {t('write')}
        </Typography>
        <Form
          form={form}
          label={t('write')}
          onSubmit={async (body) => {
            await write.mutateAsync({ body, attempt: attempt.keyFor(body) });
            toast(t('written'));
            onClose();
          }}
        >
          <TextField control={form.control} name="title" label={t('field.title')} autoComplete="off" />
          <TextField control={form.control} name="text" label={t('field.text')} multiline autoComplete="off" />
          <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 2 }}>
            <Button onClick={onClose}>{t('ui:cancel')}</Button>
            <SubmitButton busy={form.formState.isSubmitting}>{t('write')}</SubmitButton>
          </Box>
        </Form>
      </Box>
    </Dialog>
  );
}
