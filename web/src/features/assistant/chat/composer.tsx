import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import { ArrowUp, Square, Wrench } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  value: string;
  isAnswering: boolean;
  inputRef?: Ref<HTMLTextAreaElement>;
  onChange: (text: string) => void;
  onSend: () => void;
  onStop: () => void;
  onTools: () => void;
};

/** Enter sends, Shift+Enter begins a new line. While it answers, the button stops it. */
export function Composer({ value, isAnswering, inputRef, onChange, onSend, onStop, onTools }: Props) {
  const { t } = useTranslation('assistant.chat');
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that chooses a word of an input method sends nothing.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!isAnswering) onSend();
  };
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isAnswering) onSend();
      }}
      sx={{
        display: 'flex',
        alignItems: 'flex-end',
        gap: 1,
        p: 1.5,
        border: 1,
        borderColor: 'tokens.outline',
        borderRadius: '14px',
        bgcolor: 'tokens.surface',
        '&:focus-within': { borderColor: 'tokens.accent', outline: '1px solid', outlineColor: 'tokens.accent' },
      }}
    >
      <IconButton aria-label={t('tools.open')} title={t('tools.open')} onClick={onTools}>
        <Wrench size={18} />
      </IconButton>
      <InputBase
        multiline
        fullWidth
        maxRows={8}
        value={value}
        inputRef={inputRef}
        placeholder={t('composer.placeholder')}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        slotProps={{ input: { 'aria-label': t('composer.label'), maxLength: 32_000 } }}
        sx={{ py: 1.5, fontSize: '0.9375rem', '& textarea:focus-visible': { outline: 'none' } }}
      />
      {isAnswering ? (
        <IconButton aria-label={t('stop')} title={t('stop')} onClick={onStop} sx={sendSx}>
          <Square size={16} fill="currentColor" />
        </IconButton>
      ) : (
        <IconButton type="submit" aria-label={t('send')} title={t('send')} disabled={!value.trim()} sx={sendSx}>
          <ArrowUp size={18} />
        </IconButton>
      )}
    </Box>
  );
}

const sendSx = {
  bgcolor: 'tokens.accentFill',
  color: 'tokens.onAccent',
  '&:hover': { bgcolor: 'tokens.accentFillHover' },
  '&.Mui-disabled': { bgcolor: 'tokens.hover', color: 'tokens.muted' },
} as const;
