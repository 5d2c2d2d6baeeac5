import { useTranslation } from 'react-i18next';
import { useSession } from '@/platform/session/use-session';
import { Notice } from '@/ui/page/notice';
import { TextLink } from '@/ui/page/text-link';

/** In development no mail leaves the machine; without this line a person would wait for it. */
export function MailboxHint({ to }: { to?: string }) {
  const { t } = useTranslation('identity.account');
  const { capabilities } = useSession();
  if (!capabilities.developmentMailbox) return null;
  return (
    <Notice>
      {t('mailbox.notice')}{' '}
      <TextLink to="/development/mailbox" search={{ to }}>
        {t('mailbox')}
      </TextLink>
    </Notice>
  );
}
