import { useTranslation } from 'react-i18next';
import { Form } from '@/ui/form/form';
import { PasswordField } from '@/ui/form/password-field';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { register } from './account.queries';

const schema = z.object({ displayName: rules.name(), email: rules.email(), password: rules.newPassword() });

/** The answer is the same whether the address is known or not; so is what a person sees. */
export function SignUpForm({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useTranslation('identity.account');
  const form = useForm(schema, { displayName: '', email: '', password: '' });
  return (
    <Form
      form={form}
      label={t('signup.title')}
      onSubmit={async (values) => {
        await register(values);
        onSent(values.email);
      }}
    >
      <TextField
        control={form.control}
        name="displayName"
        label={t('name')}
        hint={t('name.hint')}
        autoComplete="name"
      />
      <TextField control={form.control} name="email" label={t('email')} type="email" autoComplete="username" />
      <PasswordField
        control={form.control}
        name="password"
        label={t('password')}
        hint={t('password.hint')}
        autoComplete="new-password"
      />
      <SubmitButton busy={form.formState.isSubmitting} fullWidth>
        {t('signup.submit')}
      </SubmitButton>
    </Form>
  );
}
