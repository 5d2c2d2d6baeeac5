import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { toast } from '@/ui/feedback/toast';
import { type Person, useUnlockPerson } from './people.queries';

/** Takes nothing from anyone, so it asks nothing. */
export function UnlockButton({ person, icon }: { person: Person; icon: ReactNode }) {
  const { t } = useTranslation('identity.people');
  const problemText = useProblemText();
  const unlock = useUnlockPerson();
  const run = () =>
    unlock.mutate(person.id, {
      onSuccess: () => toast(t('unlock.done', { name: person.displayName })),
      onError: (error) => toast(problemText(error), { tone: 'error' }),
    });
  return (
    <Button size="small" startIcon={icon} loading={unlock.isPending} onClick={run}>
      {t('unlock.action')}
    </Button>
  );
}
