import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import { CopyButton } from '@/ui/page/copy-button';
import { Notice } from '@/ui/page/notice';

type Props = { name: string; token: string; onDone: () => void };

export function CreatedToken({ name, token, onDone }: Props) {
  const { t } = useTranslation('identity.me');
  return (
    <>
      <Notice tone="warning" role="status">
        {t('tokens.created.text')}
      </Notice>
      <Box
        role="group"
        aria-label={t('tokens.created.label', { name })}
        sx={{ display: 'flex', alignItems: 'center', gap: 2 }}
      >
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Code>{token}</Code>
        </Box>
        <CopyButton value={token} label={t('tokens.created.copy')} />
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button variant="contained" color="primary" onClick={onDone}>
          {t('tokens.created.done')}
        </Button>
      </Box>
    </>
  );
}
