import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { DatabaseBackup } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { useCan } from '@/platform/session/use-session';
import { toast } from '@/ui/feedback/toast';
import { ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { BackupOverview } from './backup-overview';
import { backupsQuery, isOpen, useBackupsSource, useMakeBackup } from './backups.queries';
import { useBackupsList } from './use-backups-list';

export default function BackupsPage() {
  const { t } = useTranslation('system.backups');
  const definition = useBackupsList();
  const source = useBackupsSource();
  // Its failure is told by the list, which asks the same.
  const { data } = useQuery(backupsQuery);
  return (
    <ListFrame>
      <Page
        title={t('title')}
        description={t('description')}
        width="wide"
        action={data?.place && <MakeNow running={isOpen(data.lastMake)} />}
      >
        {data && <BackupOverview backups={data} />}
        <ListView definition={definition} source={source} />
      </Page>
    </ListFrame>
  );
}

function MakeNow({ running }: { running: boolean }) {
  const { t } = useTranslation('system.backups');
  const problemText = useProblemText();
  const make = useMakeBackup();
  if (!useCan('system.backups.update')) return null;
  return (
    <Button
      variant="contained"
      color="primary"
      startIcon={<DatabaseBackup size={16} />}
      loading={make.isPending}
      disabled={running}
      onClick={() =>
        make.mutate(undefined, {
          onSuccess: () => toast(t('make.started')),
          onError: (error) => toast(problemText(error), { tone: 'error' }),
        })
      }
    >
      {t('make.action')}
    </Button>
  );
}
