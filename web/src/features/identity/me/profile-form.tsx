import Box from '@mui/material/Box';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/types';
import { isProblem } from '@/platform/api/problem';
import { languages } from '@/platform/i18n/languages';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { rules, z } from '@/ui/form/schema';
import { SelectField } from '@/ui/form/select-field';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { ProfileConflict } from './profile-conflict';
import { ProfileFacts } from './profile-facts';
import { type Profile, profileQuery, useSaveProfile } from './profile.queries';
import { TimeZoneField } from './time-zone-field';
import { useLookOptions } from './use-look-options';

const schema = z.object({
  displayName: rules.name(),
  language: z.enum(['en', 'es', 'fr']),
  timeZone: rules.required(),
  theme: z.enum(['light', 'dark', 'system']),
  density: z.enum(['comfortable', 'compact']),
});
export type ProfileValues = z.infer<typeof schema>;

const valuesOf = ({ displayName, language, timeZone, theme, density }: Schema<'Me'>): ProfileValues => ({
  displayName,
  language,
  timeZone,
  theme,
  density,
});

const languageOptions = Object.entries(languages).map(([value, label]) => ({ value, label }));

/** One form, saved explicitly. When someone else was faster, both versions are shown and the person decides. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const { t } = useTranslation('identity.me');
  const queries = useQueryClient();
  const save = useSaveProfile();
  const [conflict, setConflict] = useState(false);
  const form = useForm(schema, valuesOf(profile.data));
  const { themes, densities } = useLookOptions();

  async function submit(values: ProfileValues) {
    try {
      const { data } = await save.mutateAsync({ change: values, etag: profile.etag });
      setConflict(false);
      form.reset(valuesOf(data));
      toast(t('profile.saved'));
    } catch (error) {
      if (!isProblem(error, 'request.stale')) throw error;
      // The next try is based on what is stored now, and made only if the person says so.
      await queries.refetchQueries({ queryKey: profileQuery.queryKey });
      setConflict(true);
    }
  }

  return (
    <Form form={form} label={t('profile.title')} onSubmit={submit}>
      {conflict && (
        <ProfileConflict
          stored={valuesOf(profile.data)}
          typed={form.getValues()}
          onKeep={() => void form.handleSubmit(submit)()}
          onTake={() => {
            form.reset(valuesOf(profile.data));
            setConflict(false);
          }}
        />
      )}
      <ProfileFacts me={profile.data} />
      <TextField control={form.control} name="displayName" label={t('profile.name')} autoComplete="name" />
      <Box sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, gap: 4 }}>
        <SelectField control={form.control} name="language" label={t('profile.language')} options={languageOptions} />
        <TimeZoneField control={form.control} />
        <SelectField control={form.control} name="theme" label={t('profile.theme')} options={themes} />
        <SelectField
          control={form.control}
          name="density"
          label={t('profile.density')}
          hint={t('profile.density.hint')}
          options={densities}
        />
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
        <SubmitButton busy={form.formState.isSubmitting}>{t('profile.save')}</SubmitButton>
      </Box>
      <LeaveGuard dirty={form.formState.isDirty} />
    </Form>
  );
}
