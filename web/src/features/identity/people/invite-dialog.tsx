import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { useInvite } from './people.queries';
import { RolePicker } from './role-picker';

const schema = z.object({ email: rules.email(), roles: z.array(z.string()) });

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('identity.people');
  const heading = useId();
  const form = useForm(schema, { email: '', roles: [] });
  const invite = useInvite();
  const sent = useRef({ body: '', key: '' });
  return (
    <Dialog open onClose={invite.isPending ? undefined : onClose} fullWidth maxWidth="xs" aria-labelledby={heading}>
      <Box sx={{ p: 5, display: 'grid', gap: 4 }}>
        <div>
          <Typography id={heading} variant="h2">
            {t('invite.title')}
          </Typography>
          <Typography variant="body2" sx={{ color: 'tokens.muted', mt: 1 }}>
            {t('invite.text')}
          </Typography>
        </div>
        <Form
          form={form}
          onSubmit={async (values) => {
            // The same invitation sent twice is one request, also after a lost answer; a corrected one is another.
            const body = JSON.stringify(values);
            if (sent.current.body !== body) sent.current = { body, key: crypto.randomUUID() };
            await invite.mutateAsync({ ...values, key: sent.current.key });
            toast(t('invite.done', { email: values.email }));
            onClose();
          }}
        >
          <TextField control={form.control} name="email" label={t('field.email')} type="email" autoComplete="off" />
          <RolePicker control={form.control} name="roles" />
          <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 2 }}>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <SubmitButton busy={invite.isPending}>{t('invite.submit')}</SubmitButton>
          </Box>
        </Form>
      </Box>
    </Dialog>
  );
}
