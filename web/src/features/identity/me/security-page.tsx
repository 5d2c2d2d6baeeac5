import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/page/page';
import { Section } from '@/ui/page/section';
import { PasswordForm } from './password-form';
import { SessionsList } from './sessions-list';

export default function SecurityPage() {
  const { t } = useTranslation('identity.me');
  return (
    <Page title={t('security.title')} description={t('security.text')}>
      <Section title={t('password.title')} description={t('password.text')}>
        <PasswordForm />
      </Section>
      <Section title={t('sessions.title')} description={t('sessions.text')}>
        <SessionsList />
      </Section>
    </Page>
  );
}
