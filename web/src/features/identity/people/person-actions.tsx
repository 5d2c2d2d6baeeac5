import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useSearch } from '@tanstack/react-router';
import { CircleHelp, CircleSlash, LockKeyhole, LockKeyholeOpen, Pencil, RotateCcw, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '@/platform/session/use-session';
import { LinkButton } from '@/ui/list';
import { DeactivateDialog } from './deactivate-dialog';
import { LockDialog } from './lock-dialog';
import type { PersonDetail } from './people.queries';
import { ReactivateButton } from './reactivate-button';
import { UnlockButton } from './unlock-button';

/** What this reader may do with this person, as it stands. The server decides all the same. */
export function PersonActions({ person, onEdit }: { person: PersonDetail; onEdit: () => void }) {
  const { t } = useTranslation('identity.people');
  const mayEdit = useCan('identity.users.update');
  const mayLock = useCan('identity.users.lock');
  const mayDeactivate = useCan('identity.users.deactivate');
  const mayReadAudit = useCan('audit.entries.read');
  const mayExplain = useCan('identity.roles.read');
  const search: Record<string, string> = useSearch({ strict: false });
  const isMe = useSession().user?.id === person.id;
  const [dialog, setDialog] = useState<'lock' | 'deactivate' | undefined>();
  const close = () => setDialog(undefined);
  const { status } = person;

  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 5 }}>
      {mayEdit && (
        <Button size="small" startIcon={<Pencil size={14} />} onClick={onEdit}>
          {t('edit.action')}
        </Button>
      )}
      {/* Nobody locks or deactivates their own account: the server refuses it, so it is not offered. */}
      {mayLock && !isMe && (status === 'active' || status === 'unverified') && (
        <Button size="small" startIcon={<LockKeyhole size={14} />} onClick={() => setDialog('lock')}>
          {t('lock.action')}
        </Button>
      )}
      {mayLock && status === 'locked' && <UnlockButton person={person} icon={<LockKeyholeOpen size={14} />} />}
      {mayDeactivate && !isMe && status !== 'deactivated' && (
        <Button
          size="small"
          color="error"
          startIcon={<CircleSlash size={14} />}
          onClick={() => setDialog('deactivate')}
        >
          {t('deactivate.action')}
        </Button>
      )}
      {mayDeactivate && status === 'deactivated' && <ReactivateButton person={person} icon={<RotateCcw size={14} />} />}
      {mayExplain && (
        <LinkButton
          size="small"
          to={`/admin/people/${person.id}/explain`}
          search={search}
          startIcon={<CircleHelp size={14} />}
        >
          {t('explain.action')}
        </LinkButton>
      )}
      {mayReadAudit && (
        <LinkButton
          size="small"
          to="/admin/audit"
          search={{ targetId: person.id }}
          startIcon={<ScrollText size={14} />}
        >
          {t('audit.action')}
        </LinkButton>
      )}
      {dialog === 'lock' && <LockDialog person={person} onClose={close} />}
      {dialog === 'deactivate' && <DeactivateDialog person={person} onClose={close} />}
    </Box>
  );
}
