import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Message } from './chat.queries';

/** From one wording of a message to the others; nothing where there is only one. */
export function BranchSwitch({ message, onBranch }: { message: Message; onBranch: (message: string) => void }) {
  const { t } = useTranslation('assistant.chat');
  const { branches, id } = message;
  const at = branches.indexOf(id);
  if (branches.length < 2) return null;
  const go = (index: number) => {
    const other = branches[index];
    if (other) onBranch(other);
  };
  return (
    <Box role="group" aria-label={t('branch.label')} sx={{ display: 'inline-flex', alignItems: 'center' }}>
      <IconButton size="small" aria-label={t('branch.before')} disabled={at <= 0} onClick={() => go(at - 1)}>
        <ChevronLeft size={16} />
      </IconButton>
      <Box component="span" sx={{ fontSize: '0.8125rem', fontVariantNumeric: 'tabular-nums' }}>
        {t('branch.of', { index: at + 1, count: branches.length })}
      </Box>
      <IconButton
        size="small"
        aria-label={t('branch.after')}
        disabled={at >= branches.length - 1}
        onClick={() => go(at + 1)}
      >
        <ChevronRight size={16} />
      </IconButton>
    </Box>
  );
}
