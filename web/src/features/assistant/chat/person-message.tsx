import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import OutlinedInput from '@mui/material/OutlinedInput';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperationLabel } from '@/features/approvals/queue/use-operation-label';
import { BranchSwitch } from './branch-switch';
import type { Message, Part } from './chat.queries';
import { useChat } from './chat-context';

type Props = {
  parts: readonly Part[];
  /** Not there yet while it is being sent. */
  message?: Message;
  onEdit?: ((text: string) => void) | undefined;
  onBranch: (message: string) => void;
};

/** What the person said, or the tool they chose. Another wording of it is a branch beside it. */
export function PersonMessage({ parts, message, onEdit, onBranch }: Props) {
  const { t } = useTranslation('assistant.chat');
  const label = useOperationLabel();
  const { operationOf } = useChat();
  const [typed, setTyped] = useState<string>();
  const text = parts.flatMap((part) => part.text ?? []).join('\n');
  const tool = parts.find((part) => part.tool)?.tool;
  const page = parts.find((part) => part.page)?.page;
  const save = () => {
    if (typed?.trim()) onEdit?.(typed.trim());
    setTyped(undefined);
  };
  return (
    <Box
      component="article"
      aria-label={t('by.person')}
      sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-end', minWidth: 0 }}
    >
      {typed === undefined ? (
        <Box sx={bubbleSx}>{tool ? t('chose', { title: label(operationOf(tool.name), tool.title) }) : text}</Box>
      ) : (
        <Box
          component="form"
          onSubmit={(event) => (event.preventDefault(), save())}
          sx={{ width: '100%', display: 'grid', gap: 2 }}
        >
          <OutlinedInput
            autoFocus
            multiline
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            slotProps={{ input: { 'aria-label': t('edit.label'), maxLength: 32_000 } }}
          />
          <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 2 }}>
            <Button onClick={() => setTyped(undefined)}>{t('cancel')}</Button>
            <Button type="submit" variant="contained" color="primary" disabled={!typed.trim()}>
              {t('edit.submit')}
            </Button>
          </Box>
        </Box>
      )}
      {page && typed === undefined && (
        <Box sx={{ color: 'tokens.muted', fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>
          {t('page.was', { title: page.title })}
        </Box>
      )}
      {message && typed === undefined && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, color: 'tokens.muted' }}>
          <BranchSwitch message={message} onBranch={onBranch} />
          {onEdit && !tool && (
            <IconButton
              size="small"
              aria-label={t('edit.action')}
              title={t('edit.action')}
              onClick={() => setTyped(text)}
            >
              <Pencil size={16} />
            </IconButton>
          )}
        </Box>
      )}
    </Box>
  );
}

const bubbleSx = {
  maxWidth: 'min(100%, 60ch)',
  px: 4,
  py: 2.5,
  borderRadius: '14px',
  bgcolor: 'tokens.hover',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  fontSize: '0.9375rem',
} as const;
