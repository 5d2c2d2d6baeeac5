import Button from '@mui/material/Button';
import { useRouter, useSearch } from '@tanstack/react-router';
import { LockKeyhole, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { ListFrame, ListView, type Selection } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { InviteDialog } from './invite-dialog';
import { LockManyDialog } from './lock-many-dialog';
import { type Person, peopleSource } from './people.queries';
import { usePeopleList } from './use-people-list';

export default function PeoplePage() {
  const { t } = useTranslation('identity.people');
  const router = useRouter();
  const search: Record<string, string> = useSearch({ strict: false });
  const mayInvite = useCan('identity.users.invite');
  const mayLock = useCan('identity.users.lock');
  const [locking, setLocking] = useState<Selection<Person> | undefined>();
  const definition = usePeopleList();

  // The dialog has an address, so that the command palette and other pages can lead to it.
  const showInvite = (open: boolean) => {
    const { invite: _, ...rest } = search;
    void router.navigate({ to: '.', search: open ? { ...rest, invite: 'yes' } : rest, state: true, replace: !open });
  };

  return (
    <ListFrame>
      <Page
        title={t('title')}
        description={t('description')}
        width="wide"
        action={
          mayInvite && (
            <Button
              variant="contained"
              color="primary"
              startIcon={<UserPlus size={16} />}
              onClick={() => showInvite(true)}
            >
              {t('invite.action')}
            </Button>
          )
        }
      >
        <ListView
          definition={definition}
          source={peopleSource}
          bulk={
            mayLock
              ? (selection) => (
                  <Button size="small" startIcon={<LockKeyhole size={14} />} onClick={() => setLocking(selection)}>
                    {t('lock.many.action')}
                  </Button>
                )
              : undefined
          }
        />
        {locking && (
          <LockManyDialog people={locking.rows} onDone={locking.clear} onClose={() => setLocking(undefined)} />
        )}
        {mayInvite && search.invite && <InviteDialog onClose={() => showInvite(false)} />}
      </Page>
    </ListFrame>
  );
}
