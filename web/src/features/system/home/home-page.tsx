import { useTranslation } from 'react-i18next';
import { useSession } from '@/platform/session/use-session';
import { Page } from '@/ui/page/page';
import { StepGroup } from './step-group';
import { stepsFor } from './steps';

const groups = ['you', 'run', 'build'] as const;

export default function HomePage() {
  const { t } = useTranslation('system.home');
  const session = useSession();
  const steps = stepsFor(session);
  const part = partOfDay(session.user?.timeZone);
  const administers = steps.some(({ group }) => group === 'run');
  return (
    <Page
      title={t('greeting', { part, name: session.user?.displayName ?? '' })}
      description={administers ? t('text.admin') : t('text.member')}
    >
      {groups.map((group) => (
        <StepGroup key={group} group={group} steps={steps.filter((step) => step.group === group)} />
      ))}
    </Page>
  );
}

/** By the person's own clock, not the browser's. */
function partOfDay(timeZone: string | undefined) {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(new Date()),
  );
  if (hour >= 5 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}
