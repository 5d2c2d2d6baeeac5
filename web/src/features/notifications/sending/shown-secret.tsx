import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import { CopyButton } from '@/ui/page/copy-button';
import { Notice } from '@/ui/page/notice';

/** The one time that a secret is shown. */
export function ShownSecret({ secret, until, onDone }: { secret: string; until?: string; onDone: () => void }) {
  const { t } = useTranslation('notifications.sending');
  return (
    <>
      <Notice tone="warning" role="status">
        {t('secret.text')} {until && t('secret.both', { until })}
      </Notice>
      <Box role="group" aria-label={t('secret.label')} sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Code>{secret}</Code>
        </Box>
        <CopyButton value={secret} label={t('secret.copy')} />
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button variant="contained" color="primary" onClick={onDone}>
          {t('secret.done')}
        </Button>
      </Box>
    </>
  );
}
