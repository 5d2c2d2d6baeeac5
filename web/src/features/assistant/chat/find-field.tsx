import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '@/ui/form/field';
import type { Finder, Found } from './finders';

type Props = {
  label: string;
  optional: boolean;
  error: string | undefined;
  operation: string;
  finder: Finder;
  /** The id that is chosen. */
  value: string;
  /** What to look for at first: an address that was typed in the conversation. */
  words: string;
  onChange: (id: string) => void;
};

/** Which one: looked for by name and chosen by the person, never by the first that fits. An id can be typed too. */
export function FindField({ label, optional, error, operation, finder, value, words: first, onChange }: Props) {
  const { t } = useTranslation('assistant.chat');
  const id = useId();
  const [words, setWords] = useState(first || value);
  const asked = useDeferredValue(words.trim());
  const found = useQuery({
    queryKey: ['assistant.chat', 'find', operation, asked],
    queryFn: ({ signal }) => finder.find(asked, signal),
    staleTime: 10_000,
  });
  const type = (text: string) => {
    setWords(text);
    // Words that are no choice are no id; one that is typed whole is.
    onChange(isId(text.trim()) ? text.trim() : '');
  };
  const choose = (each: Found) => {
    setWords(each.detail ?? each.name);
    onChange(each.id);
  };
  return (
    <Field label={label} optional={optional} error={error} hint={t('find.hint')}>
      {(wiring) => (
        <>
          <OutlinedInput
            id={wiring.id}
            value={words}
            error={wiring['aria-invalid']}
            autoComplete="off"
            onChange={(event) => type(event.target.value)}
            slotProps={{
              input: { 'aria-describedby': wiring['aria-describedby'], 'aria-required': !optional },
            }}
          />
          <Box
            role="radiogroup"
            aria-label={t('find.results', { label })}
            sx={{ display: 'grid', gap: 0.5, mt: 1.5, maxHeight: 220, overflow: 'auto' }}
          >
            {found.data?.map((each) => (
              <Box component="label" key={each.id} sx={rowSx}>
                <input
                  type="radio"
                  name={id}
                  value={each.id}
                  checked={value === each.id}
                  onChange={() => choose(each)}
                  style={{ flexShrink: 0 }}
                />
                <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                  {each.name}
                  {each.detail && (
                    <Box component="span" sx={{ color: 'tokens.muted' }}>
                      {' '}
                      {each.detail}
                    </Box>
                  )}
                </Box>
              </Box>
            ))}
          </Box>
          <Box role="status" sx={{ color: 'tokens.muted', fontSize: '0.8125rem' }}>
            {found.isError ? t('find.failed') : found.data?.length === 0 ? t('find.none') : ''}
          </Box>
        </>
      )}
    </Field>
  );
}

const isId = (text: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

const rowSx = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  px: 2,
  minHeight: 32,
  borderRadius: '6px',
  fontSize: '0.875rem',
  cursor: 'pointer',
  '&:hover': { bgcolor: 'tokens.hover' },
  '&:has(:checked)': { bgcolor: 'tokens.selected' },
} as const;
