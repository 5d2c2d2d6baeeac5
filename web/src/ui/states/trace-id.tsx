import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '@/ui/page/copy-button';
import { Code } from '@/ui/page/code';

/** The id under which an operator finds this very request in logs and traces. */
export function TraceId({ value }: { value: string }) {
  const { t } = useTranslation('ui');
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'center',
        columnGap: 1,
        color: 'tokens.muted',
        fontSize: '0.8125rem',
      }}
    >
      {t('error.trace')}{' '}
      <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
        <Code>{value}</Code>
        <CopyButton value={value} label={t('error.trace.copy')} />
      </Box>
    </Box>
  );
}
