import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { CheckField } from '@/ui/form/check-field';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { PasswordField } from '@/ui/form/password-field';
import { SelectField } from '@/ui/form/select-field';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { ModelField } from './model-field';
import { isKind, type ProviderValues, usualUrls } from './provider-schema';
import { kinds, type Provider } from './providers.queries';
import { RolesField } from './roles-field';

type Props = {
  form: UseFormReturn<ProviderValues>;
  label: string;
  submit: string;
  busy: boolean;
  blocked?: boolean;
  /** What exists already: its kind stays, its key is kept, its models can be asked for. */
  provider?: Provider;
  onSubmit: (values: ProviderValues) => Promise<void>;
  onCancel: () => void;
  /** Stands over the fields: a conflict to settle first. */
  children?: ReactNode;
};

export function ProviderForm({ form, label, submit, busy, blocked, provider, onSubmit, onCancel, children }: Props) {
  const { t } = useTranslation('assistant.providers');
  const { control, formState } = form;
  const kind = useWatch({ control, name: 'kind' });
  const known = isKind(kind) ? kind : 'openAi';
  return (
    <Form form={form} onSubmit={onSubmit} label={label}>
      <LeaveGuard dirty={formState.isDirty && !formState.isSubmitSuccessful} />
      {children}
      {!provider && (
        <SelectField
          control={control}
          name="kind"
          label={t('field.kind')}
          hint={t(`kind.${known}.hint`)}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      )}
      <TextField control={control} name="name" label={t('field.name')} autoComplete="off" />
      <TextField
        control={control}
        name="url"
        label={t('field.url')}
        placeholder={usualUrls[known]}
        hint={t('field.url.hint')}
        autoComplete="off"
      />
      <PasswordField
        control={control}
        name="key"
        label={t('field.key')}
        hint={provider?.hasKey ? t('field.key.kept') : t('field.key.hint')}
        autoComplete="off"
        optional={known === 'openAi' || known === 'ollama' || provider?.hasKey}
      />
      <ModelField form={form} provider={provider} />
      <TextField
        control={control}
        name="position"
        label={t('field.position')}
        hint={t('field.position.hint')}
        inputMode="numeric"
        optional
      />
      <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <TextField
          control={control}
          name="firstTokenSeconds"
          label={t('field.firstToken')}
          hint={t('field.firstToken.hint')}
          inputMode="numeric"
        />
        <TextField
          control={control}
          name="wholeSeconds"
          label={t('field.whole')}
          hint={t('field.whole.hint')}
          inputMode="numeric"
        />
      </Box>
      <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <TextField
          control={control}
          name="inputPrice"
          label={t('field.inputPrice')}
          hint={t('field.price.hint')}
          autoComplete="off"
          optional
        />
        <TextField control={control} name="outputPrice" label={t('field.outputPrice')} autoComplete="off" optional />
      </Box>
      <RolesField control={control} />
      <CheckField control={control} name="isEnabled" label={t('field.enabled')} hint={t('field.enabled.hint')} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <SubmitButton busy={busy} disabled={blocked}>
          {submit}
        </SubmitButton>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </Box>
    </Form>
  );
}
