import { Navigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readReason, safeReturn } from '@/platform/session/return-address';
import { useSession } from '@/platform/session/use-session';
import { Notice } from '@/ui/page/notice';
import { TextLink } from '@/ui/page/text-link';
import { AccountPage } from './account-page';
import { SignInForm } from './sign-in-form';

export default function SignInPage() {
  const { t } = useTranslation('identity.account');
  const { user, capabilities } = useSession();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const reason = readReason(search.reason);
  if (user) return <Navigate to={safeReturn(search.return)} replace />;
  return (
    <AccountPage
      title={t('signin.title')}
      foot={
        <>
          {capabilities.registrationOpen && (
            <span>
              {t('signin.new')} <TextLink to="/sign-up">{t('signin.sign_up')}</TextLink>
            </span>
          )}
          <TextLink to="/forgot-password">{t('signin.forgot')}</TextLink>
          {capabilities.developmentMailbox && <TextLink to="/development/mailbox">{t('mailbox')}</TextLink>}
        </>
      }
    >
      {capabilities.needsSetup && <Notice tone="warning">{t('signin.setup')}</Notice>}
      {reason && (
        <Notice role="status" tone={reason === 'signed-out' || reason === 'required' ? 'info' : 'warning'}>
          {t(`reason.${reason}`)}
        </Notice>
      )}
      <SignInForm />
    </AccountPage>
  );
}
