import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { BookOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Passage } from './chat.queries';
import { useChat } from './chat-context';
import { cardSx } from './suggestions';

const shown = 240;

/** Places in the documentation, with their beginnings. Each opens whole. */
export function Passages({ passages, isCited }: { passages: readonly Passage[]; isCited: boolean }) {
  const { t } = useTranslation('assistant.chat');
  const { read } = useChat();
  return (
    <Box>
      <Box component="p" sx={{ m: 0, mb: 2 }}>
        {isCited ? t('passages.cited') : t('passages.title')}
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
        {passages.map((passage, index) => (
          <li key={`${passage.path}#${passage.anchor}`}>
            <ButtonBase onClick={() => read(passage)} sx={cardSx}>
              <Box component="span" sx={{ color: 'tokens.muted', display: 'flex' }}>
                <BookOpen size={16} aria-hidden />
              </Box>
              <Box component="span" sx={{ minWidth: 0 }} lang="en">
                <Box component="span" sx={{ display: 'block', color: 'tokens.muted', fontSize: '0.8125rem' }}>
                  {trailOf(passage)}
                </Box>
                <Box component="span" sx={{ display: 'block', fontWeight: 550 }}>
                  {isCited && `[${index + 1}] `}
                  {passage.title}
                </Box>
                <Box component="span" sx={{ display: 'block' }}>
                  {beginningOf(passage.text)}
                </Box>
              </Box>
            </ButtonBase>
          </li>
        ))}
      </Box>
    </Box>
  );
}

export const trailOf = ({ trail, path }: Passage) => trail || path;

/** Without the signs of Markdown: it is looked over here and read when it is opened. */
function beginningOf(text: string) {
  const plain = text
    .replaceAll(/```[^]*?(```|$)/g, ' ')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[#*`>|]|^\s*-\s/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain.length > shown ? `${plain.slice(0, shown)}…` : plain;
}
