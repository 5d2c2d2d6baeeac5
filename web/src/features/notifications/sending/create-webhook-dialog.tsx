import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createAttempt } from '@/platform/api/attempt';
import { useSession } from '@/platform/session/use-session';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { rules, z } from '@/ui/form/schema';
import { SelectField } from '@/ui/form/select-field';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { KindsField } from './kinds-field';
import { ShownSecret } from './shown-secret';
import { spoken, spokenOptions } from './spoken';
import { formats, useCreateWebhook } from './webhooks.queries';

const schema = z.object({
  name: rules.name(),
  url: rules.name(2000),
  format: z.enum(formats),
  language: z.enum(spoken),
  kinds: z.array(z.string()),
});

/** First the form, then its secret, which is never shown again. A Slack webhook has none. */
export function CreateWebhookDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('notifications.sending');
  const id = useId();
  const [secret, setSecret] = useState<string>();
  const language = useSession().user?.language ?? 'en';
  const form = useForm(schema, { name: '', url: '', format: 'standard', language, kinds: [] });
  const create = useCreateWebhook();
  const [attempt] = useState(createAttempt);
  const { control } = form;
  return (
    // Once the secret is shown, only the button closes: a slip beside the dialog would lose it.
    <Dialog open onClose={secret ? undefined : onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <Box sx={{ p: 5, display: 'grid', gap: 4 }}>
        <Typography id={id} variant="h2">
          {secret ? t('secret.title') : t('webhook.create')}
        </Typography>
        {secret ? (
          <ShownSecret secret={secret} onDone={onClose} />
        ) : (
          <Form
            form={form}
            label={t('webhook.create')}
            onSubmit={async (body) => {
              const made = await create.mutateAsync({ ...body, key: attempt.keyFor(body) });
              toast(t('webhook.created', { name: body.name }));
              if (made.secret) setSecret(made.secret);
              else onClose();
            }}
          >
            <TextField control={control} name="name" label={t('field.name')} autoComplete="off" />
            <TextField
              control={control}
              name="url"
              label={t('field.url')}
              hint={t('field.url.hint')}
              autoComplete="off"
            />
            <SelectField
              control={control}
              name="format"
              label={t('field.format')}
              options={formats.map((value) => ({ value, label: t(`format.${value}`) }))}
            />
            <SelectField
              control={control}
              name="language"
              label={t('field.language')}
              hint={t('field.language.hint')}
              options={spokenOptions}
            />
            <KindsField control={control} name="kinds" />
            <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 2 }}>
              <Button onClick={onClose}>{t('cancel')}</Button>
              <SubmitButton busy={form.formState.isSubmitting}>{t('webhook.create')}</SubmitButton>
            </Box>
          </Form>
        )}
      </Box>
    </Dialog>
  );
}
