import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import ButtonBase from '@mui/material/ButtonBase';
import OutlinedInput from '@mui/material/OutlinedInput';
import Typography from '@mui/material/Typography';
import IconButton from '@mui/material/IconButton';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { Eye, PencilLine, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperationLabel } from '@/features/approvals/queue/use-operation-label';
import { QueryState } from '@/ui/states';
import { offersQuery } from './chat.queries';
import type { Chosen } from './tool-dialog';

/** Everything that the assistant can do for this person, to be chosen directly. */
export function ToolMenu({ onChoose, onClose }: { onChoose: (chosen: Chosen) => void; onClose: () => void }) {
  const { t, i18n } = useTranslation('assistant.chat');
  const label = useOperationLabel();
  const query = useQuery(offersQuery);
  const narrow = useMediaQuery('(max-width: 599.95px)');
  const [typed, setTyped] = useState('');
  const id = useId();
  const words = fold(typed, i18n.language).split(/\s+/);
  return (
    <Dialog open onClose={onClose} fullScreen={narrow} fullWidth maxWidth="sm" aria-labelledby={id}>
      <Box sx={{ p: 4, pb: 2, display: 'grid', gap: 3 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Typography id={id} variant="h2" sx={{ flex: 1 }}>
            {t('tools.title')}
          </Typography>
          <IconButton aria-label={t('close')} onClick={onClose}>
            <X size={18} />
          </IconButton>
        </Box>
        <OutlinedInput
          autoFocus
          value={typed}
          placeholder={t('tools.search')}
          onChange={(event) => setTyped(event.target.value)}
          slotProps={{ input: { 'aria-label': t('tools.search'), type: 'search' } }}
        />
      </Box>
      <Box sx={{ px: 4, pb: 4, minHeight: 200, overflow: 'auto' }}>
        <QueryState query={query} shape="list">
          {({ tools }) => {
            const found = tools
              .map((tool) => ({ ...tool, words: label(tool.operation, tool.title) }))
              .filter((tool) =>
                words.every((word) => fold(`${tool.words} ${tool.title} ${tool.name}`, i18n.language).includes(word)),
              )
              .toSorted((a, b) => a.words.localeCompare(b.words, i18n.language));
            return (
              <>
                <Box role="status" sx={{ color: 'tokens.muted', fontSize: '0.8125rem', mb: 2 }}>
                  {t('tools.count', { count: found.length })}
                </Box>
                <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
                  {found.map((tool) => (
                    <li key={tool.name}>
                      <ButtonBase onClick={() => onChoose({ name: tool.name })} sx={rowSx}>
                        <Box component="span" sx={{ display: 'flex', color: 'tokens.muted' }}>
                          {tool.readsOnly ? <Eye size={16} aria-hidden /> : <PencilLine size={16} aria-hidden />}
                        </Box>
                        <span>{tool.words}</span>
                      </ButtonBase>
                    </li>
                  ))}
                </Box>
              </>
            );
          }}
        </QueryState>
      </Box>
    </Dialog>
  );
}

/** "señal" is found by "senal". */
function fold(text: string, language: string) {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase(language)
    .trim();
}

const rowSx = {
  width: '100%',
  justifyContent: 'flex-start',
  textAlign: 'start',
  gap: 2.5,
  px: 2,
  minHeight: 36,
  borderRadius: '6px',
  fontSize: '0.875rem',
  '&:hover': { bgcolor: 'tokens.hover' },
} as const;
