import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { rules, z } from '@/ui/form/schema';
import { SelectField } from '@/ui/form/select-field';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { VersionChoice } from '@/ui/list';
import { KindsField } from './kinds-field';
import { nameOfLanguage, spoken, spokenOptions } from './spoken';
import { useUpdateWebhook, type Webhook, webhookQuery } from './webhooks.queries';

const schema = z.object({
  name: rules.name(),
  url: z.string().check(z.trim(), z.maxLength(2000, 'validation.too_long')),
  language: z.enum(spoken),
  kinds: z.array(z.string()),
});
type Values = z.infer<typeof schema>;
type Base = { webhook: Webhook; etag: string };

const valuesOf = ({ name, language, kinds }: Webhook): Values => ({ name, url: '', language, kinds });

/** The address is kept secret and so not filled in: left empty it stays what it is. */
export function EditWebhookForm({ webhook, etag, onClose }: Base & { onClose: () => void }) {
  const { t } = useTranslation('notifications.sending');
  const cache = useQueryClient();
  const update = useUpdateWebhook();
  const [base, setBase] = useState<Base>({ webhook, etag });
  const [theirs, setTheirs] = useState<Base | undefined>();
  const form = useForm(schema, valuesOf(webhook));
  const { control } = form;

  const save = async ({ url, ...values }: Values) => {
    try {
      await update.mutateAsync({ id: webhook.id, etag: base.etag, ...values, ...(url && { url }) });
      form.reset({ ...values, url: '' });
      toast(t('edit.done', { name: values.name }));
      onClose();
    } catch (error) {
      if (!isProblem(error, 'request.stale')) throw error;
      const fresh = await cache.fetchQuery({ ...webhookQuery(webhook.id), staleTime: 0 });
      setTheirs({ webhook: fresh.data, etag: fresh.etag });
    }
  };
  const goOn = (take: boolean) => {
    if (!theirs) return;
    setBase(theirs);
    if (take) form.reset(valuesOf(theirs.webhook));
    setTheirs(undefined);
  };

  return (
    <Form form={form} onSubmit={save} label={t('edit.title')}>
      <LeaveGuard dirty={form.formState.isDirty && !form.formState.isSubmitSuccessful} />
      {theirs && (
        <VersionChoice
          rows={[
            { label: t('field.name'), mine: form.getValues('name'), theirs: theirs.webhook.name },
            {
              label: t('field.language'),
              mine: nameOfLanguage(form.getValues('language')),
              theirs: nameOfLanguage(theirs.webhook.language),
            },
            {
              label: t('field.kinds'),
              mine: form.getValues('kinds').join(', '),
              theirs: theirs.webhook.kinds.join(', '),
            },
          ]}
          onKeepMine={() => goOn(false)}
          onTakeTheirs={() => goOn(true)}
        />
      )}
      <TextField control={control} name="name" label={t('field.name')} autoComplete="off" />
      <TextField
        control={control}
        name="url"
        optional
        label={t('field.url.new')}
        hint={t('field.url.keep', { origin: webhook.origin })}
        autoComplete="off"
      />
      <SelectField
        control={control}
        name="language"
        label={t('field.language')}
        hint={t('field.language.hint')}
        options={spokenOptions}
      />
      <KindsField control={control} name="kinds" />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <SubmitButton busy={update.isPending} disabled={!!theirs}>
          {t('edit.submit')}
        </SubmitButton>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </Box>
    </Form>
  );
}
