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
import { catchUps, type Schedule, scheduleQuery, useUpdateSchedule } from './schedules.queries';

const schema = z.object({ cron: rules.name(200), timeZone: rules.name(64), catchUp: z.enum(catchUps) });
type Values = z.infer<typeof schema>;
type Base = { schedule: Schedule; etag: string };

const valuesOf = ({ cron, timeZone, catchUp }: Schedule): Values => ({ cron, timeZone, catchUp });
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function EditScheduleForm({ schedule, etag, onClose }: Base & { onClose: () => void }) {
  const { t } = useTranslation('system.schedules');
  const cache = useQueryClient();
  const update = useUpdateSchedule();
  const [base, setBase] = useState<Base>({ schedule, etag });
  const [theirs, setTheirs] = useState<Base | undefined>();
  const form = useForm(schema, valuesOf(schedule));
  const offered = zones.includes(schedule.timeZone) ? zones : [schedule.timeZone, ...zones];

  const save = async (values: Values) => {
    try {
      await update.mutateAsync({ id: schedule.id, etag: base.etag, ...values });
      form.reset(values);
      toast(t('edit.done', { id: schedule.id }));
      onClose();
    } catch (error) {
      if (!isProblem(error, 'request.stale')) throw error;
      const fresh = await cache.fetchQuery({ ...scheduleQuery(schedule.id), staleTime: 0 });
      setTheirs({ schedule: fresh.data, etag: fresh.etag });
    }
  };
  const goOn = (take: boolean) => {
    if (!theirs) return;
    setBase(theirs);
    if (take) form.reset(valuesOf(theirs.schedule));
    setTheirs(undefined);
  };

  return (
    <Form form={form} onSubmit={save} label={t('edit.title')}>
      <LeaveGuard dirty={form.formState.isDirty && !form.formState.isSubmitSuccessful} />
      {theirs && (
        <VersionChoice
          rows={[
            { label: t('field.cron'), mine: form.getValues('cron'), theirs: theirs.schedule.cron },
            { label: t('field.timeZone'), mine: form.getValues('timeZone'), theirs: theirs.schedule.timeZone },
            {
              label: t('field.catchUp'),
              mine: t(`catchUp.${form.getValues('catchUp')}`),
              theirs: t(`catchUp.${theirs.schedule.catchUp}`),
            },
          ]}
          onKeepMine={() => goOn(false)}
          onTakeTheirs={() => goOn(true)}
        />
      )}
      <TextField
        control={form.control}
        name="cron"
        label={t('field.cron')}
        hint={t('field.cron.hint')}
        autoComplete="off"
      />
      <SelectField
        control={form.control}
        name="timeZone"
        label={t('field.timeZone')}
        options={offered.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
      />
      <SelectField
        control={form.control}
        name="catchUp"
        label={t('field.catchUp')}
        hint={t('field.catchUp.hint')}
        options={catchUps.map((value) => ({ value, label: t(`catchUp.${value}`) }))}
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
