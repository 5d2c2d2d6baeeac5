import Box from '@mui/material/Box';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { toast } from '@/ui/feedback/toast';
import { CheckField } from '@/ui/form/check-field';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { VersionChoice } from '@/ui/list';
import { Section } from '@/ui/page/section';
import { ChoiceGrid } from './choice-grid';
import { type Preferences, preferencesQuery, useSavePreferences } from './inbox.queries';
import { keyOf, preferencesSchema, type PreferenceValues, requestOf, valuesOf } from './preference-values';

type Base = { preferences: Preferences; etag: string };

export function PreferencesForm({ preferences, etag }: Base) {
  const { t } = useTranslation('notifications.inbox');
  const cache = useQueryClient();
  const save = useSavePreferences();
  const [base, setBase] = useState<Base>({ preferences, etag });
  const [theirs, setTheirs] = useState<Base | undefined>();
  const form = useForm(preferencesSchema, valuesOf(preferences));
  const { control } = form;
  const [quiet, choices] = useWatch({ control, name: ['quiet', 'choices'] });
  const digests = Object.values(choices).includes('digest');

  const submit = async (values: PreferenceValues) => {
    try {
      const saved = await save.mutateAsync({ etag: base.etag, ...requestOf(values, base.preferences) });
      setBase({ preferences: saved.data, etag: saved.etag });
      form.reset(valuesOf(saved.data));
      toast(t('preferences.saved'));
    } catch (error) {
      if (!isProblem(error, 'request.stale')) throw error;
      const fresh = await cache.fetchQuery({ ...preferencesQuery, staleTime: 0 });
      setTheirs({ preferences: fresh.data, etag: fresh.etag });
    }
  };
  const goOn = (take: boolean) => {
    if (!theirs) return;
    setBase(theirs);
    if (take) form.reset(valuesOf(theirs.preferences));
    setTheirs(undefined);
  };

  return (
    <Form form={form} onSubmit={submit} label={t('preferences.title')}>
      <LeaveGuard dirty={form.formState.isDirty} />
      {theirs && (
        <VersionChoice
          rows={differences(form.getValues(), valuesOf(theirs.preferences), theirs.preferences, (choice) =>
            t(`choice.${choice}`),
          )}
          onKeepMine={() => goOn(false)}
          onTakeTheirs={() => goOn(true)}
        />
      )}
      <Section title={t('grid.title')} description={t('grid.description')}>
        <ChoiceGrid preferences={base.preferences} control={control} />
        {digests && (
          <Box sx={{ mt: 4, maxWidth: 200 }}>
            <TextField control={control} name="digestAt" type="time" label={t('digest.at')} />
          </Box>
        )}
      </Section>
      <Section title={t('quiet.title')} description={t('quiet.description', { zone: preferences.timeZone })}>
        <CheckField control={control} name="quiet" label={t('quiet.on')} />
        {quiet && (
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 160px))', gap: 3, mt: 3 }}>
            <TextField control={control} name="quietFrom" type="time" label={t('quiet.from')} />
            <TextField control={control} name="quietTo" type="time" label={t('quiet.to')} />
          </Box>
        )}
      </Section>
      <Box>
        <SubmitButton busy={save.isPending} disabled={!!theirs || !form.formState.isDirty}>
          {t('preferences.save')}
        </SubmitButton>
      </Box>
    </Form>
  );
}

/** Only what differs, in words. */
function differences(
  mine: PreferenceValues,
  theirs: PreferenceValues,
  { kinds, channels }: Preferences,
  word: (choice: string) => string,
) {
  return kinds.flatMap((kind) =>
    channels.flatMap(({ name, displayName }) => {
      const key = keyOf(kind.name, name);
      const [own, other] = [mine.choices[key] ?? 'off', theirs.choices[key] ?? 'off'];
      return own === other
        ? []
        : [{ label: `${kind.displayName}, ${displayName}`, mine: word(own), theirs: word(other) }];
    }),
  );
}
