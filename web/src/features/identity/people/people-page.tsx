import Button from '@mui/material/Button';
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
  const mayInvite = useCan('identity.users.invite');
  const mayLock = useCan('identity.users.lock');
  const [inviting, setInviting] = useState(false);
  const [locking, setLocking] = useState<Selection<Person> | undefined>();
  const definition = usePeopleList();

  const bulk = (selection: Selection<Person>) => (
    <Button size="small" startIcon={<LockKeyhole size={14} />} onClick={() => setLocking(selection)}>
      {t('lock.many.action')}
    </Button>
  );

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
              onClick={() => setInviting(true)}
            >
              {t('invite.action')}
            </Button>
          )
        }
      >
        <ListView definition={definition} source={peopleSource} bulk={mayLock ? bulk : undefined} />
        {locking && (
          <LockManyDialog people={locking.rows} onDone={locking.clear} onClose={() => setLocking(undefined)} />
        )}
        {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      </Page>
    </ListFrame>
  );
}
