import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { RefreshCw, Sparkles } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '@/ui/page/copy-button';
import { Notice } from '@/ui/page/notice';
import { BranchSwitch } from './branch-switch';
import type { Message, Part, Passage } from './chat.queries';
import { PartView } from './part-view';
import { VisuallyHidden } from '@/ui/page/visually-hidden';

const none: readonly Passage[] = [];

type Props = {
  message: Message;
  parts: readonly Part[];
  isWriting: boolean;
  words: string;
  onAgain?: (() => void) | undefined;
  onBranch: (message: string) => void;
};

export function AssistantMessage({ message, parts, isWriting, words, onAgain, onBranch }: Props) {
  const { t } = useTranslation('assistant.chat');
  const said = parts.flatMap(({ text }) => text ?? []).join('\n\n');
  const cited = parts.find(({ kind }) => kind === 'citations')?.passages ?? none;
  const { state, model } = message;
  return (
    <Box component="article" aria-label={t('by.assistant')} sx={{ display: 'flex', gap: 3, minWidth: 0 }}>
      <Box aria-hidden sx={{ display: { xs: 'none', sm: 'flex' }, pt: '3px', color: 'tokens.accent' }}>
        <Sparkles size={18} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 3 }}>
        {parts.map((part, index) => (
          <PartView
            // Parts are added at the end and changed in their place.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            part={part}
            words={words}
            cited={cited}
            isWriting={isWriting && index === parts.length - 1}
          />
        ))}
        {isWriting && <Dots label={t('writing')} />}
        {!isWriting && (state === 'stopped' || state === 'failed' || state === 'interrupted') && (
          <Notice tone={state === 'stopped' ? 'info' : 'warning'}>{t(`state.${state}`)}</Notice>
        )}
        {!isWriting && (
          <Box
            sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, ml: -1.5, color: 'tokens.muted' }}
          >
            <BranchSwitch message={message} onBranch={onBranch} />
            {said && <CopyButton value={said} label={t('copy')} />}
            {onAgain && (
              <IconButton size="small" aria-label={t('again')} title={t('again')} onClick={onAgain}>
                <RefreshCw size={16} />
              </IconButton>
            )}
            {model && (
              <Box component="span" sx={{ fontSize: '0.8125rem' }}>
                {model}
              </Box>
            )}
          </Box>
        )}
      </Box>
    </Box>
  );
}

/** It is being written; said to screen readers once, by the status beside the composer. */
function Dots({ label }: { label: string }) {
  return (
    <Box
      sx={{
        display: 'inline-flex',
        gap: 1,
        height: 20,
        alignItems: 'center',
        '& i': { width: 6, height: 6, borderRadius: '3px', bgcolor: 'tokens.muted' },
        '@media (prefers-reduced-motion: no-preference)': {
          '@keyframes dot': { '50%': { opacity: 0.25 } },
          '& i': { animation: 'dot 1.2s infinite' },
          '& i:nth-of-type(2)': { animationDelay: '0.2s' },
          '& i:nth-of-type(3)': { animationDelay: '0.4s' },
        },
      }}
    >
      <VisuallyHidden>{label}</VisuallyHidden>
      <i />
      <i />
      <i />
    </Box>
  );
}
