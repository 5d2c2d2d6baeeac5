import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Eye, PencilLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useOperationLabel } from '@/features/approvals/queue/use-operation-label';
import type { Suggestion } from './chat.queries';
import { useChat } from './chat-context';

type Props = { suggestions: readonly Suggestion[]; words: string };

/** Tools that may be meant. Choosing one opens its form; nothing has run. */
export function Suggestions({ suggestions, words }: Props) {
  const { t } = useTranslation('assistant.chat');
  const label = useOperationLabel();
  const { open, operationOf } = useChat();
  return (
    <Box>
      <Box component="p" sx={{ m: 0, mb: 2 }}>
        {t('suggestions.title')}
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
        {suggestions.map(({ name, title, readsOnly, arguments: values, labels }) => (
          <li key={name}>
            <ButtonBase onClick={() => open({ name, values, labels, words: lookFor(words) })} sx={cardSx}>
              <Box component="span" sx={{ color: 'tokens.muted', display: 'flex' }}>
                {readsOnly ? <Eye size={16} aria-hidden /> : <PencilLine size={16} aria-hidden />}
              </Box>
              <Box component="span" sx={{ minWidth: 0 }}>
                <Box component="span" sx={{ display: 'block', fontWeight: 550 }}>
                  {label(operationOf(name), title)}
                </Box>
                <Box component="span" sx={{ display: 'block', color: 'tokens.muted', fontSize: '0.8125rem' }}>
                  {readsOnly ? t('tool.reads') : t('tool.changes')}
                </Box>
              </Box>
            </ButtonBase>
          </li>
        ))}
      </Box>
    </Box>
  );
}

/** The one mail address in what was said: people are looked for by it. Names are not guessed from words. */
function lookFor(words: string) {
  const found = words.match(/[\w.%+-]+@[\w-]+(\.[\w-]+)+/g) ?? [];
  return found.length === 1 ? (found[0] ?? '') : '';
}

export const cardSx = {
  width: '100%',
  display: 'flex',
  alignItems: 'flex-start',
  justifyContent: 'flex-start',
  textAlign: 'start',
  gap: 2.5,
  p: 3,
  border: 1,
  borderColor: 'tokens.border',
  borderRadius: 1,
  bgcolor: 'tokens.surface',
  fontSize: '0.875rem',
  lineHeight: 1.4,
  overflowWrap: 'anywhere',
  '&:hover': { bgcolor: 'tokens.hover' },
} as const;
