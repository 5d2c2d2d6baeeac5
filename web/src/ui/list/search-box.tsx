import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onLeave: () => void;
}

const pause = 300;

/** Searches when the typing rests. Arrow down goes on to the rows. */
export function SearchBox({ label, value, onChange, onLeave }: Props) {
  const { t } = useTranslation('ui.list');
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  // The address changed under the box: back button, a saved view, "clear filters".
  if (value !== shown) {
    setShown(value);
    setText(value);
  }

  const send = (next: string) => {
    clearTimeout(timer.current);
    if (next.trim() === value) return;
    setShown(next.trim());
    onChange(next.trim());
  };

  return (
    <InputBase
      type="search"
      value={text}
      onChange={(event) => {
        const next = event.target.value;
        setText(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => send(next), pause);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') send(text);
        if (event.key === 'ArrowDown') {
          event.preventDefault();
          onLeave();
        }
      }}
      placeholder={label}
      inputProps={{ 'aria-label': label }}
      startAdornment={<Search size={16} aria-hidden />}
      endAdornment={
        text && (
          <IconButton
            size="small"
            aria-label={t('search.clear')}
            onClick={() => {
              setText('');
              send('');
            }}
          >
            <X size={14} />
          </IconButton>
        )
      }
      sx={{
        flex: { xs: '1 1 0', sm: '0 1 280px' },
        minWidth: 0,
        height: 36,
        px: 2.5,
        gap: 2,
        fontSize: 14,
        border: 1,
        borderColor: 'tokens.border',
        borderRadius: 1,
        '&.Mui-focused': { outline: 2, outlineColor: 'tokens.accent', outlineStyle: 'solid', outlineOffset: -1 },
        '& input::-webkit-search-cancel-button': { display: 'none' },
        '& input::placeholder': { color: 'tokens.muted', opacity: 1 },
      }}
    />
  );
}
