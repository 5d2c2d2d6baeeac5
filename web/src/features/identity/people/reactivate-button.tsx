import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { toast } from '@/ui/feedback/toast';
import { type Person, useReactivatePerson } from './people.queries';

/** The roles of before are in force again; the person signs in anew. */
export function ReactivateButton({ person, icon }: { person: Person; icon: ReactNode }) {
  const { t } = useTranslation('identity.people');
  const problemText = useProblemText();
  const reactivate = useReactivatePerson();
  const run = () =>
    reactivate.mutate(person.id, {
      onSuccess: () => toast(t('reactivate.done', { name: person.displayName })),
      onError: (error) => toast(problemText(error), { tone: 'error' }),
    });
  return (
    <Button size="small" startIcon={icon} loading={reactivate.isPending} onClick={run}>
      {t('reactivate.action')}
    </Button>
  );
}
