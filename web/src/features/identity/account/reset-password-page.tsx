import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Form } from '@/ui/form/form';
import { PasswordField } from '@/ui/form/password-field';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { useForm } from '@/ui/form/use-form';
import { LinkButton } from '@/ui/page/link-button';
import { confirmReset } from './account.queries';
import { AccountPage } from './account-page';
import { LinkGate } from './link-gate';
import { Outcome } from './outcome';

const schema = z.object({ password: rules.newPassword() });

export default function ResetPasswordPage() {
  const { t } = useTranslation('identity.account');
  const [done, setDone] = useState(false);
  if (done) {
    return (
      <Outcome kind="done" title={t('reset.done.title')} text={t('reset.done.text')}>
        <LinkButton to="/sign-in" variant="contained" color="primary">
          {t('signin.submit')}
        </LinkButton>
      </Outcome>
    );
  }
  return (
    <LinkGate
      invalidText={t('reset.invalid.text')}
      wayForward={
        <LinkButton to="/forgot-password" variant="contained" color="primary">
          {t('reset.again')}
        </LinkButton>
      }
    >
      {(token, guard) => (
        <NewPassword
          onSubmit={async (password) => {
            if (await guard(confirmReset({ token, password }))) setDone(true);
          }}
        />
      )}
    </LinkGate>
  );
}

function NewPassword({ onSubmit }: { onSubmit: (password: string) => Promise<void> }) {
  const { t } = useTranslation('identity.account');
  const form = useForm(schema, { password: '' });
  return (
    <AccountPage title={t('reset.title')} text={t('reset.text')}>
      <Form form={form} label={t('reset.title')} onSubmit={({ password }) => onSubmit(password)}>
        <PasswordField
          control={form.control}
          name="password"
          label={t('password.new')}
          hint={t('password.hint')}
          autoComplete="new-password"
        />
        <SubmitButton busy={form.formState.isSubmitting} fullWidth>
          {t('reset.submit')}
        </SubmitButton>
      </Form>
    </AccountPage>
  );
}
