import { useQueryClient } from '@tanstack/react-query';
import Typography from '@mui/material/Typography';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { useCan } from '@/platform/session/use-session';
import { toast } from '@/ui/feedback/toast';
import { CheckField } from '@/ui/form/check-field';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { z } from '@/ui/form/schema';
import { SelectField } from '@/ui/form/select-field';
import { SubmitButton } from '@/ui/form/submit-button';
import { useForm } from '@/ui/form/use-form';
import { type Rule, rules, type ToolPolicy, toolQuery, useSaveTool } from './tools.queries';
import { useOperationLabel } from './use-operation-label';

const isRule = (value: string | undefined): value is Rule => (rules as readonly string[]).includes(value ?? '');
const roleKey = (index: number) => `role${index}`;

type Props = { tool: ToolPolicy; etag: string; roles: readonly string[] };

/** One choice for everybody and one for each role. Where somebody else saved first, what they saved is shown instead. */
export function ToolForm({ tool, etag, roles: known }: Props) {
  const { t } = useTranslation('approvals.queue');
  const label = useOperationLabel();
  const cache = useQueryClient();
  const mayChange = useCan('approvals.tools.update');
  const save = useSaveTool();
  const roles = [...new Set([...known, ...tool.roles.map(({ role }) => role)])];
  const ruleOf = (role: string) => tool.roles.find((each) => each.role === role)?.rule ?? '';
  const schema = z.object({
    everyone: z.string(),
    secondPerson: z.boolean(),
    allowInConversation: z.boolean(),
    roles: z.record(z.string(), z.string()),
  });
  const form = useForm(schema, {
    everyone: tool.everyone ?? '',
    secondPerson: tool.secondPerson,
    allowInConversation: tool.allowInConversation,
    roles: Object.fromEntries(roles.map((role, index) => [roleKey(index), ruleOf(role)])),
  });
  const second = useWatch({ control: form.control, name: 'secondPerson' });
  const usable = rules.filter((rule) => !tool.readsOnly || rule !== 'ask');
  const options = (unset: string) => [
    { value: '', label: unset },
    ...usable.map((rule) => ({ value: rule, label: t(`rule.${rule}`) })),
  ];

  const submit = async (values: z.infer<typeof schema>) => {
    try {
      await save.mutateAsync({
        name: tool.name,
        etag,
        everyone: isRule(values.everyone) ? values.everyone : null,
        secondPerson: values.secondPerson,
        allowInConversation: values.allowInConversation && !values.secondPerson,
        roles: roles.flatMap((role, index) => {
          const rule = values.roles[roleKey(index)];
          return isRule(rule) ? [{ role, rule }] : [];
        }),
      });
      form.reset(values);
      toast(t('tools.saved', { name: tool.name }));
    } catch (error) {
      if (isProblem(error, 'request.stale')) await cache.invalidateQueries(toolQuery(tool.name));
      throw error;
    }
  };
  return (
    <Form form={form} onSubmit={submit} label={t('tools.panel')}>
      <LeaveGuard dirty={form.formState.isDirty && !form.formState.isSubmitSuccessful} />
      <Typography variant="body2">{label(tool.operation, tool.title)}</Typography>
      <SelectField
        control={form.control}
        name="everyone"
        label={t('tools.everyone')}
        options={options(t('tools.default', { rule: t(`rule.${tool.default}`) }))}
      />
      {roles.map((role, index) => (
        <SelectField
          key={role}
          control={form.control}
          name={`roles.${roleKey(index)}`}
          label={t('tools.role', { role })}
          options={options(t('tools.asEveryone'))}
        />
      ))}
      {!tool.readsOnly && (
        <CheckField
          control={form.control}
          name="secondPerson"
          label={t('tools.second')}
          hint={t('tools.second.hint')}
        />
      )}
      {!tool.readsOnly && !second && (
        <CheckField
          control={form.control}
          name="allowInConversation"
          label={t('tools.standing')}
          hint={t('tools.standing.hint')}
        />
      )}
      {mayChange && (
        <SubmitButton busy={save.isPending} disabled={!form.formState.isDirty}>
          {t('tools.save')}
        </SubmitButton>
      )}
    </Form>
  );
}
