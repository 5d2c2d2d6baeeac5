import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Form } from '@/ui/form/form';
import { PasswordField } from '@/ui/form/password-field';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { LinkButton } from '@/ui/page/link-button';
import { acceptInvitation } from './account.queries';
import { AccountPage } from './account-page';
import { LinkGate } from './link-gate';
import { Outcome } from './outcome';

const schema = z.object({ displayName: rules.name(), password: rules.newPassword() });
type Values = z.infer<typeof schema>;

export default function AcceptInvitationPage() {
  const { t } = useTranslation('identity.account');
  const [done, setDone] = useState(false);
  if (done) {
    return (
      <Outcome kind="done" title={t('invitation.done.title')} text={t('verify.done.text')}>
        <LinkButton to="/sign-in" variant="contained" color="primary">
          {t('signin.submit')}
        </LinkButton>
      </Outcome>
    );
  }
  return (
    <LinkGate invalidText={t('invitation.invalid.text')} wayForward={null}>
      {(token, guard) => (
        <InvitationForm
          onSubmit={async (values) => {
            if (await guard(acceptInvitation({ token, ...values }))) setDone(true);
          }}
        />
      )}
    </LinkGate>
  );
}

function InvitationForm({ onSubmit }: { onSubmit: (values: Values) => Promise<void> }) {
  const { t } = useTranslation('identity.account');
  const form = useForm(schema, { displayName: '', password: '' });
  return (
    <AccountPage title={t('invitation.title')} text={t('invitation.text')}>
      <Form form={form} label={t('invitation.title')} onSubmit={onSubmit}>
        <TextField
          control={form.control}
          name="displayName"
          label={t('name')}
          hint={t('name.hint')}
          autoComplete="name"
        />
        <PasswordField
          control={form.control}
          name="password"
          label={t('password')}
          hint={t('password.hint')}
          autoComplete="new-password"
        />
        <SubmitButton busy={form.formState.isSubmitting} fullWidth>
          {t('invitation.submit')}
        </SubmitButton>
      </Form>
    </AccountPage>
  );
}
