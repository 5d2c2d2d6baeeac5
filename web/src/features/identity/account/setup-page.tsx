import { Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { useSession } from '@/platform/session/use-session';
import { LinkButton } from '@/ui/page/link-button';
import { setUp } from './account.queries';
import { LinkGate } from './link-gate';
import { Outcome } from './outcome';
import { SetupForm } from './setup-form';

/** Opened once in the life of an installation, from the link that its first start prints. */
export default function SetupPage() {
  const { t } = useTranslation('identity.account');
  const { user, capabilities } = useSession();
  const [doneBefore, setDoneBefore] = useState(false);
  if (user) return <Navigate to="/" replace />;
  if (doneBefore || !capabilities.needsSetup) {
    return (
      <Outcome kind="done" title={t('setup.done_before.title')} text={t('setup.done_before.text')}>
        <LinkButton to="/sign-in" variant="contained" color="primary">
          {t('signin.submit')}
        </LinkButton>
      </Outcome>
    );
  }
  return (
    <LinkGate invalidText={t('setup.invalid.text')} wayForward={null}>
      {(token, guard) => (
        <SetupForm
          onSubmit={async (values) => {
            try {
              await guard(setUp({ token, ...values }));
            } catch (error) {
              if (!isProblem(error, 'identity.already_set_up')) throw error;
              setDoneBefore(true);
            }
          }}
        />
      )}
    </LinkGate>
  );
}
