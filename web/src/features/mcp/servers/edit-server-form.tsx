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
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { VersionChoice } from '@/ui/list';
import { type Server, serverQuery, useUpdateServer } from './servers.queries';

const schema = z.object({
  name: rules.name(),
  url: rules.name(2000),
  header: z.string().check(z.trim(), z.maxLength(100, 'validation.too_long')),
  secret: z.string().check(z.trim(), z.maxLength(4000, 'validation.too_long')),
});
type Values = z.infer<typeof schema>;
type Base = { server: Server; etag: string };

const valuesOf = ({ name, url, header }: Server): Values => ({
  name,
  url,
  header: header ?? 'Authorization',
  secret: '',
});

/** The secret is not told and so not filled in: left empty it stays what it is. */
export function EditServerForm({ server, etag, onClose }: Base & { onClose: () => void }) {
  const { t } = useTranslation('mcp.servers');
  const cache = useQueryClient();
  const update = useUpdateServer();
  const [base, setBase] = useState<Base>({ server, etag });
  const [theirs, setTheirs] = useState<Base | undefined>();
  const form = useForm(schema, valuesOf(server));
  const { control } = form;

  const save = async ({ header, secret, ...values }: Values) => {
    try {
      await update.mutateAsync({ id: server.id, etag: base.etag, ...values, ...(secret && { header, secret }) });
      form.reset({ ...values, header, secret: '' });
      toast(t('edit.done', { name: values.name }));
      onClose();
    } catch (error) {
      if (!isProblem(error, 'request.stale')) throw error;
      const fresh = await cache.fetchQuery({ ...serverQuery(server.id), staleTime: 0 });
      setTheirs({ server: fresh.data, etag: fresh.etag });
    }
  };
  const goOn = (take: boolean) => {
    if (!theirs) return;
    setBase(theirs);
    if (take) form.reset(valuesOf(theirs.server));
    setTheirs(undefined);
  };

  return (
    <Form form={form} onSubmit={save} label={t('edit.title')}>
      <LeaveGuard dirty={form.formState.isDirty && !form.formState.isSubmitSuccessful} />
      {theirs && (
        <VersionChoice
          rows={[
            { label: t('field.name'), mine: form.getValues('name'), theirs: theirs.server.name },
            { label: t('field.url'), mine: form.getValues('url'), theirs: theirs.server.url },
          ]}
          onKeepMine={() => goOn(false)}
          onTakeTheirs={() => goOn(true)}
        />
      )}
      <TextField control={control} name="name" label={t('field.name')} autoComplete="off" />
      <TextField control={control} name="url" label={t('field.url')} hint={t('field.url.moves')} autoComplete="off" />
      <TextField control={control} name="header" optional label={t('field.header')} autoComplete="off" />
      <TextField
        control={control}
        name="secret"
        optional
        label={t('field.secret')}
        hint={t('field.secret.keep')}
        autoComplete="off"
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <SubmitButton busy={update.isPending} disabled={!!theirs}>
          {t('edit.submit')}
        </SubmitButton>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </Box>
    </Form>
  );
}
