import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/platform/session/use-session';
import { Form } from '@/ui/form/form';
import { rules, z } from '@/ui/form/schema';
import { SelectField } from '@/ui/form/select-field';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { ScopesField } from './scopes-field';
import { useCreateToken } from './tokens.queries';
import { createAttempt } from '@/platform/api/attempt';

const schema = z.object({
  name: rules.name(),
  scopes: z.array(z.string()).check(z.minLength(1, 'identity.me:tokens.scopes.required')),
  expiresInDays: z.string(),
});
export type TokenValues = z.infer<typeof schema>;

const lifetimes = [7, 30, 90, 365];

type Props = { onCreated: (created: { name: string; token: string }) => void; onCancel: () => void };

export function CreateTokenForm({ onCreated, onCancel }: Props) {
  const { t } = useTranslation(['identity.me', 'ui']);
  const { permissions } = useSession();
  const create = useCreateToken();
  const [attempt] = useState(createAttempt);
  const form = useForm(schema, { name: '', scopes: [], expiresInDays: '30' });
  return (
    <Form
      form={form}
      label={t('tokens.new')}
      onSubmit={async ({ name, scopes, expiresInDays }) => {
        const body = { name, scopes, expiresInDays: Number(expiresInDays) };
        const { token } = await create.mutateAsync({ body, key: attempt.keyFor(body) });
        onCreated({ name, token });
      }}
    >
      <TextField
        control={form.control}
        name="name"
        label={t('tokens.name')}
        hint={t('tokens.name.hint')}
        autoComplete="off"
      />
      <SelectField
        control={form.control}
        name="expiresInDays"
        label={t('tokens.expires_in')}
        options={lifetimes.map((days) => ({ value: String(days), label: t('tokens.days', { count: days }) }))}
      />
      <ScopesField control={form.control} permissions={permissions} />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 2 }}>
        <Button onClick={onCancel}>{t('ui:cancel')}</Button>
        <SubmitButton busy={form.formState.isSubmitting} disabled={permissions.length === 0}>
          {t('tokens.new')}
        </SubmitButton>
      </Box>
    </Form>
  );
}
