import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Form } from '@/ui/form/form';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { LinkButton } from '@/ui/page/link-button';
import { TextLink } from '@/ui/page/text-link';
import { requestReset } from './account.queries';
import { AccountPage } from './account-page';
import { MailboxHint } from './mailbox-hint';
import { Outcome } from './outcome';

const schema = z.object({ email: rules.email() });

export default function ForgotPasswordPage() {
  const { t } = useTranslation('identity.account');
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm(schema, { email: '' });
  if (sentTo) {
    return (
      <Outcome kind="sent" title={t('signup.sent.title')} text={t('forgot.sent.text', { email: sentTo })}>
        <MailboxHint to={sentTo} />
        <LinkButton to="/sign-in">{t('back')}</LinkButton>
      </Outcome>
    );
  }
  return (
    <AccountPage
      title={t('forgot.title')}
      text={t('forgot.text')}
      foot={<TextLink to="/sign-in">{t('back')}</TextLink>}
    >
      <Form
        form={form}
        label={t('forgot.title')}
        onSubmit={async ({ email }) => {
          await requestReset(email);
          setSentTo(email);
        }}
      >
        <TextField control={form.control} name="email" label={t('email')} type="email" autoComplete="username" />
        <SubmitButton busy={form.formState.isSubmitting} fullWidth>
          {t('forgot.submit')}
        </SubmitButton>
      </Form>
    </AccountPage>
  );
}
