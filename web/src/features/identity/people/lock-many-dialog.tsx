import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { type EachResult, runEach } from '@/ui/list';
import { lockPerson, type Person, useLockPeople } from './people.queries';
import { ReasonField } from './reason-field';

interface Props {
  people: readonly Person[];
  onDone: () => void;
  onClose: () => void;
}

/** Names everyone concerned before, and everyone it did not work for after. */
export function LockManyDialog({ people, onDone, onClose }: Props) {
  const { t } = useTranslation('identity.people');
  const lockPeople = useLockPeople();
  const [reason, setReason] = useState('');
  const [result, setResult] = useState<EachResult<Person> | undefined>();

  const run = async () => {
    const each = await runEach(people, ({ id }) => lockPerson({ id, reason: reason.trim() || undefined }));
    onDone();
    if (each.failed.length > 0) return setResult(each);
    toast(t('lock.many.done', { count: each.done.length }));
    onClose();
  };

  if (result) return <LockResult result={result} onClose={onClose} />;
  return (
    <ConfirmDialog
      open
      title={t('lock.many.title', { count: people.length })}
      consequence={t('lock.consequence.many')}
      confirmLabel={t('lock.many.action')}
      tone="danger"
      busy={lockPeople.isPending}
      error={lockPeople.error}
      onConfirm={() => lockPeople.mutate(run)}
      onClose={onClose}
    >
      <Box
        component="ul"
        tabIndex={0}
        aria-label={t('title')}
        sx={{ m: 0, pl: 5, maxHeight: 160, overflow: 'auto', fontSize: 14 }}
      >
        {people.map((person) => (
          <li key={person.id}>{person.displayName}</li>
        ))}
      </Box>
      <ReasonField value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}

function LockResult({ result, onClose }: { result: EachResult<Person>; onClose: () => void }) {
  const { t } = useTranslation('identity.people');
  const problemText = useProblemText();
  const heading = useId();
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={heading}>
      <Box sx={{ p: 5, display: 'grid', gap: 4 }}>
        <Typography id={heading} variant="h2">
          {t('lock.many.partly', { done: result.done.length, failed: result.failed.length })}
        </Typography>
        <Box component="ul" sx={{ m: 0, pl: 5, fontSize: 14 }}>
          {result.failed.map(({ row, error }) => (
            <li key={row.id}>
              <b>{row.displayName}</b>: {problemText(error)}
            </li>
          ))}
        </Box>
        <Button sx={{ justifySelf: 'end' }} onClick={onClose}>
          {t('close')}
        </Button>
      </Box>
    </Dialog>
  );
}
