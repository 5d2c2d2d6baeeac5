import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/platform/session/use-session';
import { LinkButton } from '@/ui/page/link-button';
import { TextLink } from '@/ui/page/text-link';
import { AccountPage } from './account-page';
import { MailboxHint } from './mailbox-hint';
import { Outcome } from './outcome';
import { SignUpForm } from './sign-up-form';

export default function SignUpPage() {
  const { t } = useTranslation('identity.account');
  const { capabilities } = useSession();
  const [sentTo, setSentTo] = useState<string>();
  if (!capabilities.registrationOpen) {
    return (
      <AccountPage title={t('signup.closed.title')} text={t('signup.closed.text')}>
        <LinkButton to="/sign-in">{t('back')}</LinkButton>
      </AccountPage>
    );
  }
  if (sentTo) {
    return (
      <Outcome kind="sent" title={t('signup.sent.title')} text={t('signup.sent.text', { email: sentTo })}>
        <MailboxHint to={sentTo} />
        <span>{t('signup.sent.again')}</span>
        <LinkButton to="/sign-in">{t('back')}</LinkButton>
      </Outcome>
    );
  }
  return (
    <AccountPage
      title={t('signup.title')}
      foot={
        <span>
          {t('signup.have')} <TextLink to="/sign-in">{t('signin.title')}</TextLink>
        </span>
      }
    >
      <SignUpForm onSent={setSentTo} />
    </AccountPage>
  );
}
