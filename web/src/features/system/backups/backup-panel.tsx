import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Archive, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { useCan } from '@/platform/session/use-session';
import { toast } from '@/ui/feedback/toast';
import { DetailPanel } from '@/ui/list';
import { Code } from '@/ui/page/code';
import { Fact, Facts } from '@/ui/page/facts';
import { Notice } from '@/ui/page/notice';
import { EmptyState, QueryState } from '@/ui/states';
import { ExactTime } from '@/ui/time/relative-time';
import { useFormats } from '@/ui/time/use-formats';
import { BackupState } from './backup-state';
import { type Backup, backupsQuery, isOpen, useVerifyBackup } from './backups.queries';
import { sizeText } from './size';

export default function BackupPanel() {
  const params: { id?: string } = useParams({ strict: false });
  return <BackupDetails key={params.id} id={params.id ?? ''} />;
}

export function BackupDetails({ id }: { id: string }) {
  const { t } = useTranslation('system.backups');
  const query = useQuery(backupsQuery);
  const shown = query.data?.items.find((backup) => backup.id === id);
  return (
    <DetailPanel title={t('panel.title')} listPath="/admin/backups">
      <QueryState query={query} shape="form">
        {({ lastVerification }) =>
          shown ? (
            <>
              <VerifyNow backup={shown} running={isOpen(lastVerification)} />
              <BackupFacts backup={shown} />
            </>
          ) : (
            <EmptyState icon={Archive} title={t('gone.title')} text={t('gone.text')} />
          )
        }
      </QueryState>
    </DetailPanel>
  );
}

function VerifyNow({ backup, running }: { backup: Backup; running: boolean }) {
  const { t } = useTranslation('system.backups');
  const problemText = useProblemText();
  const verify = useVerifyBackup();
  if (!useCan('system.backups.update') || backup.state === 'lost' || backup.kind === 'physical') return null;
  return (
    <Box sx={{ mb: 5 }}>
      <Button
        size="small"
        startIcon={<ShieldCheck size={14} />}
        loading={verify.isPending}
        disabled={running}
        onClick={() =>
          verify.mutate(backup.id, {
            onSuccess: () => toast(t('verify.started')),
            onError: (error) => toast(problemText(error), { tone: 'error' }),
          })
        }
      >
        {t('verify.action')}
      </Button>
    </Box>
  );
}

function BackupFacts({ backup }: { backup: Backup }) {
  const { t, i18n } = useTranslation('system.backups');
  const { duration } = useFormats();
  return (
    <>
      {backup.failure && (
        <Box sx={{ mb: 4 }}>
          <Notice tone="danger">{backup.failure}</Notice>
        </Box>
      )}
      <Facts>
        <Fact name={t('field.state')}>
          <BackupState state={backup.state} />
        </Fact>
        <Fact name={t('field.name')}>
          <Code>{backup.name}</Code>
        </Fact>
        <Fact name={t('field.place')}>{backup.place}</Fact>
        <Fact name={t('field.madeAt')}>
          <ExactTime value={backup.madeAt} />
        </Fact>
        <Fact name={t('field.kind')}>{t(`kind.${backup.kind}`)}</Fact>
        <Fact name={t('field.bytes')}>{sizeText(backup.bytes, i18n.language)}</Fact>
        <Fact name={t('field.schemaVersion')}>{backup.schemaVersion ?? t('unknown')}</Fact>
        <Fact name={t('field.provenAt')}>
          {backup.provenAt ? (
            <>
              <ExactTime value={backup.provenAt} /> ({duration((backup.provenSeconds ?? 0) * 1000)})
            </>
          ) : (
            t('never')
          )}
        </Fact>
      </Facts>
    </>
  );
}
