import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { Notice } from '@/ui/page/notice';
import { type Instruction, instructionQuery, useSaveInstruction } from './instructions.queries';
import { useSubjectName } from './use-subject-name';

const most = 4000;
const schema = z.object({ text: z.string().check(z.maxLength(most, 'validation.too_long')) });

/** Where somebody else saved first, what they saved is shown instead. */
export function InstructionForm({ instruction, etag }: { instruction: Instruction; etag: string }) {
  const { t } = useTranslation('assistant.rules');
  const nameOf = useSubjectName();
  const cache = useQueryClient();
  const save = useSaveInstruction();
  const { role } = instruction;
  const form = useForm(schema, { text: instruction.text });

  const submit = async ({ text }: { text: string }) => {
    try {
      await save.mutateAsync({ role, etag, text });
      form.reset({ text });
      toast(t('instruction.saved', { role: nameOf(role) }));
    } catch (error) {
      if (isProblem(error, 'request.stale')) await cache.invalidateQueries(instructionQuery(role));
      throw error;
    }
  };
  const { control, formState } = form;
  return (
    <Form form={form} onSubmit={submit} label={t('instruction.title')}>
      <LeaveGuard dirty={formState.isDirty && !formState.isSubmitSuccessful} />
      <Notice tone="info">{t('instruction.notice')}</Notice>
      <TextField
        control={control}
        name="text"
        label={t('field.text')}
        hint={t('field.text.hint', { most })}
        multiline
        optional
      />
      <div>
        <SubmitButton busy={save.isPending} disabled={!formState.isDirty}>
          {t('instruction.save')}
        </SubmitButton>
      </div>
    </Form>
  );
}
