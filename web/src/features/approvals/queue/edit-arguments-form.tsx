import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { type ApprovalDetail, useEditArguments } from './approvals.queries';

const isText = (value: unknown) => typeof value === 'string';
const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function isJson(text: string) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A field for each argument: a text as it is, anything else as JSON. What the operation says against a value lands on its field. */
export function EditArgumentsForm({
  detail,
  etag,
  onClose,
}: {
  detail: ApprovalDetail;
  etag: string;
  onClose: () => void;
}) {
  const { t } = useTranslation('approvals.queue');
  const edit = useEditArguments();
  const given = Object.entries((detail.arguments ?? {}) as Record<string, unknown>);
  const schema = z.object(
    Object.fromEntries(
      given.map(([name, value]) => [
        name,
        isText(value) ? z.string() : z.string().check(z.refine(isJson, 'validation.pattern')),
      ]),
    ),
  );
  const form = useForm(schema, Object.fromEntries(given.map(([name, value]) => [name, shown(value)])));

  const save = async (typed: Record<string, string>) => {
    const values = Object.fromEntries(
      given.map(([name, value]) => [name, isText(value) ? typed[name] : JSON.parse(typed[name] ?? 'null')]),
    );
    await edit.mutateAsync({ id: detail.approval.id, etag, values });
    form.reset(typed);
    toast(t('edit.done'));
    onClose();
  };
  return (
    <Form form={form} onSubmit={save} label={t('edit.title')}>
      <LeaveGuard dirty={form.formState.isDirty && !form.formState.isSubmitSuccessful} />
      {given.map(([name]) => (
        <TextField key={name} control={form.control} name={name} label={name} multiline autoComplete="off" />
      ))}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <SubmitButton busy={edit.isPending}>{t('edit.submit')}</SubmitButton>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </Box>
    </Form>
  );
}
