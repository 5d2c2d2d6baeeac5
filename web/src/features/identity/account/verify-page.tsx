import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { SubmitButton } from '@/ui/form/submit-button';
import { LinkButton } from '@/ui/page/link-button';
import { Notice } from '@/ui/page/notice';
import { AccountPage } from './account-page';
import { verify } from './account.queries';
import { LinkGate } from './link-gate';
import { Outcome } from './outcome';

export default function VerifyPage() {
  const { t } = useTranslation('identity.account');
  return (
    <LinkGate
      invalidText={t('verify.invalid.text')}
      wayForward={
        <LinkButton to="/sign-up" variant="contained" color="primary">
          {t('signin.sign_up')}
        </LinkButton>
      }
    >
      {(token, guard) => <Confirm confirm={() => guard(verify(token))} />}
    </LinkGate>
  );
}

/** Waits for a click: mail scanners open links, and must not use this one up. */
function Confirm({ confirm }: { confirm: () => Promise<boolean> }) {
  const { t } = useTranslation('identity.account');
  const problemText = useProblemText();
  const confirmation = useMutation({ mutationFn: confirm });
  if (confirmation.data) {
    return (
      <Outcome kind="done" title={t('verify.done.title')} text={t('verify.done.text')}>
        <LinkButton to="/sign-in" variant="contained" color="primary">
          {t('signin.submit')}
        </LinkButton>
      </Outcome>
    );
  }
  return (
    <AccountPage title={t('verify.title')} text={t('verify.text')}>
      {confirmation.isError && (
        <Notice tone="danger" role="alert">
          {problemText(confirmation.error)}
        </Notice>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirmation.mutate();
        }}
      >
        <SubmitButton busy={confirmation.isPending} fullWidth>
          {t('verify.submit')}
        </SubmitButton>
      </form>
    </AccountPage>
  );
}
