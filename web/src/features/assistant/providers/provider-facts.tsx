import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { FlaskConical, Pencil, Power, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { toast } from '@/ui/feedback/toast';
import { Code } from '@/ui/page/code';
import { Fact, Facts } from '@/ui/page/facts';
import { Notice } from '@/ui/page/notice';
import { ExactTime } from '@/ui/time/relative-time';
import { DeleteProviderDialog } from './delete-provider-dialog';
import { ProviderState } from './provider-state';
import { priceText } from './provider-schema';
import { type Provider, useTryProvider, useUpdateProvider } from './providers.queries';
import { TrialResult } from './trial-result';

type Props = { provider: Provider; etag: string; onEdit: () => void };

export function ProviderFacts({ provider, etag, onEdit }: Props) {
  const { t } = useTranslation('assistant.providers');
  const problemText = useProblemText();
  const update = useUpdateProvider();
  const trial = useTryProvider();
  const [deleting, setDeleting] = useState(false);
  const { isEnabled, name } = provider;
  const toggle = () =>
    update.mutate(
      { id: provider.id, etag, change: { isEnabled: !isEnabled } },
      {
        onSuccess: () => toast(isEnabled ? t('disable.done', { name }) : t('enable.done', { name })),
        onError: (error) => toast(problemText(error), { tone: 'error' }),
      },
    );
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 5 }}>
        <Button
          variant="contained"
          color="primary"
          startIcon={<FlaskConical size={16} />}
          loading={trial.isPending}
          onClick={() => trial.mutate(provider.id)}
        >
          {t('test.action')}
        </Button>
        <Button startIcon={<Pencil size={16} />} onClick={onEdit}>
          {t('edit.action')}
        </Button>
        <Button startIcon={<Power size={16} />} loading={update.isPending} onClick={toggle}>
          {isEnabled ? t('disable.action') : t('enable.action')}
        </Button>
        <Button color="error" startIcon={<Trash2 size={16} />} onClick={() => setDeleting(true)}>
          {t('delete.action')}
        </Button>
      </Box>
      {(trial.data || trial.isError) && (
        <Box sx={{ mb: 5 }}>
          {trial.data && <TrialResult trial={trial.data} />}
          {trial.isError && (
            <Notice tone="danger" role="alert">
              {problemText(trial.error)}
            </Notice>
          )}
        </Box>
      )}
      <Facts>
        <Fact name={t('field.state')}>
          <ProviderState isEnabled={isEnabled} />
        </Fact>
        <Fact name={t('field.kind')}>{t(`kind.${provider.kind}`)}</Fact>
        <Fact name={t('field.url')}>
          <Code>{provider.url}</Code>
        </Fact>
        <Fact name={t('field.model')}>
          <Code>{provider.model}</Code>
        </Fact>
        <Fact name={t('field.key')}>{provider.hasKey ? t('key.yes') : t('key.no')}</Fact>
        <Fact name={t('field.roles')}>{provider.roles.join(', ') || t('roles.all')}</Fact>
        <Fact name={t('field.position')}>{provider.position}</Fact>
        <Fact name={t('field.firstToken')}>{provider.firstTokenSeconds}</Fact>
        <Fact name={t('field.whole')}>{provider.wholeSeconds}</Fact>
        <Fact name={t('field.inputPrice')}>{priceText(provider.inputPriceMicros) || t('price.none')}</Fact>
        <Fact name={t('field.outputPrice')}>{priceText(provider.outputPriceMicros) || t('price.none')}</Fact>
        <Fact name={t('field.createdAt')}>
          <ExactTime value={provider.createdAt} />
        </Fact>
      </Facts>
      {deleting && <DeleteProviderDialog provider={provider} etag={etag} onClose={() => setDeleting(false)} />}
    </>
  );
}
