import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from './key';

const shortcuts = [
  { keys: ['Ctrl K', '/'], text: 'shortcuts.palette' },
  { keys: ['?'], text: 'shortcuts.help' },
  { keys: ['['], text: 'shortcuts.rail' },
  { keys: ['↑', '↓'], text: 'shortcuts.rows' },
  { keys: ['Enter'], text: 'shortcuts.open' },
  { keys: ['x'], text: 'shortcuts.select' },
  { keys: ['Esc'], text: 'shortcuts.close' },
] as const;

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['app', 'ui']);
  const id = useId();
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} fullWidth maxWidth="xs">
      <Box sx={{ p: 5, display: 'grid', gap: 4 }}>
        <Typography id={id} variant="h2">
          {t('shortcuts.title')}
        </Typography>
        <Box
          component="dl"
          sx={{ m: 0, display: 'grid', gridTemplateColumns: '1fr auto', gap: 2.5, fontSize: '0.875rem' }}
        >
          {shortcuts.map(({ keys, text }) => (
            <Box key={text} sx={{ display: 'contents' }}>
              <dt>{t(text)}</dt>
              <Box component="dd" sx={{ m: 0, display: 'flex', justifyContent: 'flex-end', gap: 1 }}>
                {keys.map((key) => (
                  <Key key={key}>{key}</Key>
                ))}
              </Box>
            </Box>
          ))}
        </Box>
        <Button onClick={onClose} sx={{ justifySelf: 'end' }}>
          {t('ui:close')}
        </Button>
      </Box>
    </Dialog>
  );
}
