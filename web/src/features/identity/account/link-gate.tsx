import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { linkToken } from '@/platform/session/link-token';
import { LinkButton } from '@/ui/page/link-button';
import { Outcome } from './outcome';

/** Answers whether the link was still good. */
type Guard = (call: Promise<unknown>) => Promise<boolean>;

type Props = {
  /** What to do when the link was used or is too old. */
  invalidText: string;
  wayForward: ReactNode;
  children: (token: string, guard: Guard) => ReactNode;
};

/**
 * For pages that were opened from a mail: hands the page its token, and takes over when there is none or the server no
 * longer knows it. `guard` watches a call for the latter.
 */
export function LinkGate({ invalidText, wayForward, children }: Props) {
  const { t } = useTranslation('identity.account');
  const pathname = useLocation({ select: (location) => location.pathname });
  const token = linkToken(pathname);
  const [invalid, setInvalid] = useState(false);
  const guard = useCallback<Guard>(async (call) => {
    try {
      await call;
      return true;
    } catch (error) {
      if (!isProblem(error, 'identity.link_invalid')) throw error;
      setInvalid(true);
      return false;
    }
  }, []);

  if (!token || invalid) {
    return (
      <Outcome
        kind="invalid"
        title={invalid ? t('link.invalid.title') : t('link.missing.title')}
        text={invalid ? invalidText : t('link.missing.text')}
      >
        {wayForward}
        <LinkButton to="/sign-in">{t('back')}</LinkButton>
      </Outcome>
    );
  }
  return children(token, guard);
}
