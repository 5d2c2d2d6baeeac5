import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { FileText, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Beside } from './use-open-page';

/** What the assistant is told of the page beside it, for the person to see and to take away. */
export function PageChip({ beside }: { beside: Beside }) {
  const { t } = useTranslation('assistant.chat');
  if (!beside.isTold)
    return (
      <Button
        size="small"
        startIcon={<FileText size={14} />}
        onClick={() => beside.tell(true)}
        sx={{ justifySelf: 'start' }}
      >
        {t('page.tell')}
      </Button>
    );
  return (
    <Box
      role="group"
      aria-label={t('page.label')}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        justifySelf: 'start',
        maxWidth: '100%',
        pl: 2,
        border: 1,
        borderColor: 'tokens.border',
        borderRadius: '999px',
        fontSize: '0.8125rem',
        color: 'tokens.muted',
      }}
    >
      <FileText size={14} aria-hidden />
      <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {t('page.told', { title: beside.title })}
      </Box>
      <IconButton
        size="small"
        aria-label={t('page.untell')}
        title={t('page.untell')}
        onClick={() => beside.tell(false)}
      >
        <X size={14} />
      </IconButton>
    </Box>
  );
}
