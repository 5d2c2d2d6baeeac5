import Box from '@mui/material/Box';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { SelectField } from '@/ui/form/select-field';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { Notice } from '@/ui/page/notice';
import { budgetSchema, type BudgetValues, ends, limitsOf, valuesOf } from './budget-schema';
import { type Budget, budgetQuery, everyone, useSaveBudget } from './budgets.queries';
import { useLimitTexts } from './use-limit-texts';

type Props = { budget: Budget; etag: string; name: string; isPerson: boolean };

/** Four limits, each of them optional, and what happens where one is reached. Where somebody else saved first, theirs is shown instead. */
export function BudgetForm({ budget, etag, name, isPerson }: Props) {
  const { t } = useTranslation('assistant.rules');
  const cache = useQueryClient();
  const save = useSaveBudget();
  const { currency } = useLimitTexts();
  const form = useForm(budgetSchema, valuesOf(budget));
  const { subject } = budget;

  const submit = async (values: BudgetValues) => {
    try {
      await save.mutateAsync({ subject, etag, limits: limitsOf(values) });
      form.reset(values);
      toast(t('budget.saved', { name }));
    } catch (error) {
      if (isProblem(error, 'request.stale')) await cache.invalidateQueries(budgetQuery(subject));
      throw error;
    }
  };
  const { control, formState } = form;
  return (
    <Form form={form} onSubmit={submit} label={t('budget.title')}>
      <LeaveGuard dirty={formState.isDirty && !formState.isSubmitSuccessful} />
      <Notice tone="info">
        {t(isPerson ? 'budget.whose.person' : subject === everyone ? 'budget.whose.everyone' : 'budget.whose.role')}{' '}
        {t('budget.reached')}
      </Notice>
      <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <TextField
          control={control}
          name="dayTokens"
          label={t('field.dayTokens')}
          hint={t('field.tokens.hint')}
          inputMode="numeric"
          autoComplete="off"
          optional
        />
        <TextField
          control={control}
          name="monthTokens"
          label={t('field.monthTokens')}
          inputMode="numeric"
          autoComplete="off"
          optional
        />
        <TextField
          control={control}
          name="dayCost"
          label={t('field.dayCost')}
          hint={t('field.cost.hint', { currency })}
          autoComplete="off"
          optional
        />
        <TextField control={control} name="monthCost" label={t('field.monthCost')} autoComplete="off" optional />
      </Box>
      <SelectField
        control={control}
        name="atLimit"
        label={t('field.atLimit')}
        hint={t('field.atLimit.hint')}
        options={ends.map((value) => ({ value, label: t(`atLimit.${value}`) }))}
      />
      <div>
        <SubmitButton busy={save.isPending} disabled={!formState.isDirty}>
          {t('budget.save')}
        </SubmitButton>
      </div>
    </Form>
  );
}
