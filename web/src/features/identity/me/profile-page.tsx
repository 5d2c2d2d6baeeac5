import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/page/page';
import { QueryState } from '@/ui/states';
import { ProfileForm } from './profile-form';
import { profileQuery } from './profile.queries';

export default function ProfilePage() {
  const { t } = useTranslation('identity.me');
  const query = useQuery(profileQuery);
  return (
    <Page title={t('profile.title')} description={t('profile.text')}>
      <QueryState query={query} shape="form">
        {(profile) => <ProfileForm profile={profile} />}
      </QueryState>
    </Page>
  );
}
