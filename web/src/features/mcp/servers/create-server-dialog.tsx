import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useRouter } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createAttempt } from '@/platform/api/attempt';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { useCreateServer } from './servers.queries';

const schema = z.object({
  name: rules.name(),
  prefix: rules.name(30),
  url: rules.name(2000),
  header: z.string().check(z.trim(), z.maxLength(100, 'validation.too_long')),
  secret: z.string().check(z.trim(), z.maxLength(4000, 'validation.too_long')),
});

/** Opens the new server, where its tools are read and allowed. */
export function CreateServerDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('mcp.servers');
  const id = useId();
  const router = useRouter();
  const form = useForm(schema, { name: '', prefix: '', url: '', header: 'Authorization', secret: '' });
  const create = useCreateServer();
  const [attempt] = useState(createAttempt);
  const { control } = form;
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <Box sx={{ p: 5, display: 'grid', gap: 4 }}>
        <Typography id={id} variant="h2">
          {t('server.create')}
        </Typography>
        <Form
          form={form}
          label={t('server.create')}
          onSubmit={async ({ header, secret, ...rest }) => {
            const body = { ...rest, ...(secret && { header, secret }) };
            const made = await create.mutateAsync({ ...body, key: attempt.keyFor(body) });
            toast(t('server.created', { name: body.name }));
            onClose();
            void router.navigate({ to: `/admin/servers/${made.id}` });
          }}
        >
          <TextField control={control} name="name" label={t('field.name')} autoComplete="off" />
          <TextField
            control={control}
            name="prefix"
            label={t('field.prefix')}
            hint={t('field.prefix.hint')}
            autoComplete="off"
          />
          <TextField
            control={control}
            name="url"
            label={t('field.url')}
            hint={t('field.url.hint')}
            autoComplete="off"
          />
          <TextField control={control} name="header" optional label={t('field.header')} autoComplete="off" />
          <TextField
            control={control}
            name="secret"
            optional
            label={t('field.secret')}
            hint={t('field.secret.hint')}
            autoComplete="off"
          />
          <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 2 }}>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <SubmitButton busy={form.formState.isSubmitting}>{t('server.create')}</SubmitButton>
          </Box>
        </Form>
      </Box>
    </Dialog>
  );
}
