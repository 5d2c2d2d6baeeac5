import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from './use-selection';

/** Stands above the rows while some are marked, and says how many, so that nothing is changed out of sight. */
export function BulkBar<Row>({ selection, children }: { selection: Selection<Row>; children: ReactNode }) {
  const { t } = useTranslation('ui.list');
  return (
    <Box
      role="group"
      aria-label={t('select.actions')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 2,
        alignItems: 'center',
        px: 3,
        py: 1.5,
        border: 1,
        borderColor: 'tokens.accent',
        borderRadius: 1,
        fontSize: 14,
      }}
    >
      <Box component="span" role="status" sx={{ mr: 'auto', fontWeight: 500 }}>
        {t('select.count', { count: selection.rows.length })}
      </Box>
      {children}
      <Button size="small" variant="text" onClick={selection.clear}>
        {t('select.clear')}
      </Button>
    </Box>
  );
}
