import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw, SendHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { VersionChoice } from '@/ui/list';
import { Code } from '@/ui/page/code';
import { TemplatePreview } from './template-preview';
import { type Template, templateQuery, useResetTemplate, useSaveTemplate, useTestTemplate } from './templates.queries';

const schema = z.object({ subject: rules.name(200), text: rules.name(4000) });
type Values = z.infer<typeof schema>;
type Base = { template: Template; etag: string };
const valuesOf = ({ subject, text }: Template): Values => ({ subject, text });

/** The words, which variables they may name, and how the mail looks with them: before anything is saved. */
export function EditTemplateForm({ id, template, etag }: Base & { id: string }) {
  const { t } = useTranslation('notifications.sending');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const save = useSaveTemplate();
  const reset = useResetTemplate();
  const test = useTestTemplate();
  const [base, setBase] = useState<Base>({ template, etag });
  const [theirs, setTheirs] = useState<Base | undefined>();
  const form = useForm(schema, valuesOf(template));
  const { control } = form;
  const [subject, text] = useWatch({ control, name: ['subject', 'text'] });
  const { isDirty } = form.formState;
  const onError = (error: unknown) => toast(problemText(error), { tone: 'error' });

  const refresh = async (keepTyped: boolean) => {
    const fresh = await cache.fetchQuery({ ...templateQuery(id), staleTime: 0 });
    const next = { template: fresh.data, etag: fresh.etag };
    if (keepTyped) return setTheirs(next);
    setBase(next);
    form.reset(valuesOf(next.template));
  };
  const submit = async (values: Values) => {
    try {
      await save.mutateAsync({ id, etag: base.etag, ...values });
      await refresh(false);
      toast(t('template.saved'));
    } catch (error) {
      if (!isProblem(error, 'request.stale')) throw error;
      await refresh(true);
    }
  };
  const goOn = (take: boolean) => {
    if (!theirs) return;
    setBase(theirs);
    if (take) form.reset(valuesOf(theirs.template));
    setTheirs(undefined);
  };
  const goBack = () =>
    reset.mutate(
      { id, etag: base.etag },
      { onSuccess: () => void refresh(false).then(() => toast(t('template.reset.done'))), onError },
    );

  return (
    <Form form={form} onSubmit={submit} label={t('template.title')}>
      <LeaveGuard dirty={isDirty} />
      {theirs && (
        <VersionChoice
          rows={[
            { label: t('field.subject'), mine: subject, theirs: theirs.template.subject },
            { label: t('field.mailText'), mine: text, theirs: theirs.template.text },
          ]}
          onKeepMine={() => goOn(false)}
          onTakeTheirs={() => goOn(true)}
        />
      )}
      <TextField control={control} name="subject" label={t('field.subject')} autoComplete="off" />
      <TextField
        control={control}
        name="text"
        label={t('field.mailText')}
        multiline
        autoComplete="off"
        hint={<Variables names={template.variables} />}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <SubmitButton busy={save.isPending} disabled={!!theirs || !isDirty}>
          {t('template.save')}
        </SubmitButton>
        <Button
          startIcon={<SendHorizontal size={16} />}
          // What is sent is what is saved.
          disabled={isDirty}
          loading={test.isPending}
          onClick={() => test.mutate(id, { onSuccess: () => toast(t('template.test.sent')), onError })}
        >
          {t('template.test')}
        </Button>
        {base.template.isChanged && (
          <Button startIcon={<RotateCcw size={16} />} loading={reset.isPending} onClick={goBack}>
            {t('template.reset')}
          </Button>
        )}
      </Box>
      <TemplatePreview id={id} subject={subject} text={text} />
    </Form>
  );
}

function Variables({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('notifications.sending');
  if (names.length === 0) return t('variables.none');
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1 }}>
      {t('variables')}
      {names.map((name) => (
        <Code key={name}>{`{${name}}`}</Code>
      ))}
    </Box>
  );
}
