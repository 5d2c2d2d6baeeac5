import { useTranslation } from 'react-i18next';
import { CheckField } from '@/ui/form/check-field';
import { Form } from '@/ui/form/form';
import { PasswordField } from '@/ui/form/password-field';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { signIn } from './account.queries';

/** No rules on the password here: what was once accepted has to be taken as it is typed. */
const schema = z.object({
  email: rules.email(),
  password: z.string().check(z.minLength(1, 'validation.required')),
  rememberMe: z.boolean(),
});

export function SignInForm() {
  const { t } = useTranslation('identity.account');
  const form = useForm(schema, { email: '', password: '', rememberMe: false });
  return (
    <Form
      form={form}
      label={t('signin.title')}
      onSubmit={async (values) => {
        try {
          // The page notices the session and leads on to where the person wanted to go.
          await signIn(values);
        } catch (error) {
          form.setValue('password', '');
          form.setFocus('password');
          throw error;
        }
      }}
    >
      <TextField control={form.control} name="email" label={t('email')} type="email" autoComplete="username" />
      <PasswordField control={form.control} name="password" label={t('password')} autoComplete="current-password" />
      <CheckField control={form.control} name="rememberMe" label={t('signin.remember')} />
      <SubmitButton busy={form.formState.isSubmitting} fullWidth>
        {t('signin.submit')}
      </SubmitButton>
    </Form>
  );
}
