import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import MenuList from '@mui/material/MenuList';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import type { Choice, Filter, Lookup } from './definition';

interface Props {
  filter: Extract<Filter, { kind: 'link' }>;
  find: (words: string) => Lookup<readonly Choice[]>;
  onChange: (next: Record<string, readonly string[]>) => void;
  onClose: () => void;
}

const pause = 200;

/** Type a few letters, choose one of what is found. Arrow down goes on to the list. */
export function FindEditor({ filter, find, onChange, onClose }: Props) {
  const { t } = useTranslation('ui.list');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState('');
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWords(text.trim()), pause);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error } = useQuery({ ...find(words), placeholderData: keepPreviousData });

  const choose = ({ value, label }: Choice) => {
    const known = filter.nameOf?.(value);
    if (known) cache.setQueryData(known.queryKey, label);
    onChange({ [filter.id]: [value] });
    onClose();
  };
  return (
    <Box sx={{ width: 280 }}>
      <TextField
        fullWidth
        autoFocus
        size="small"
        value={text}
        placeholder={t('find')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
        }}
        slotProps={{ htmlInput: { 'aria-label': filter.label, autoComplete: 'off' } }}
      />
      <MenuList ref={list} aria-label={filter.label} sx={{ minHeight: 120, maxHeight: 320, overflow: 'auto', pb: 0 }}>
        {data?.map((choice) => (
          <MenuItem key={choice.value} onClick={() => choose(choice)} sx={{ display: 'block' }}>
            <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{choice.label}</Box>
            <Box sx={{ color: 'tokens.muted', fontSize: 13, overflow: 'hidden', textOverflow: 'ellipsis' }}>
              {choice.help}
            </Box>
          </MenuItem>
        ))}
      </MenuList>
      <Box role="status" sx={{ px: 2.5, color: 'tokens.muted', fontSize: 13 }}>
        {error ? problemText(error) : data?.length === 0 && t('find.none')}
      </Box>
    </Box>
  );
}
