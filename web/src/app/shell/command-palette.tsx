import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '@/ui/page/visually-hidden';
import { PaletteItem } from './palette-item';
import { usePaletteItems } from './use-palette-items';

/** Type, arrows, Enter. A combobox whose list box is always open, as assistive technology knows it. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const items = usePaletteItems(query);
  const current = Math.min(active, items.length - 1);

  function choose(index: number) {
    const item = items[index];
    if (!item) return;
    onClose();
    item.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((current + step + items.length) % Math.max(items.length, 1));
    else if (event.key === 'Enter') choose(current);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      aria-label={t('palette.open')}
      fullWidth
      maxWidth="sm"
      slotProps={{
        paper: { sx: { position: 'fixed', top: { xs: 16, sm: '12vh' }, m: 0, width: 'calc(100% - 32px)' } },
      }}
    >
      <Box
        sx={{ display: 'flex', alignItems: 'center', gap: 2.5, px: 4, borderBottom: 1, borderColor: 'tokens.border' }}
      >
        <Search size={16} aria-hidden />
        <InputBase
          autoFocus
          fullWidth
          value={query}
          placeholder={t('palette.placeholder')}
          onChange={(event) => (setQuery(event.target.value), setActive(0))}
          onKeyDown={onKeyDown}
          sx={{ height: 48, fontSize: '0.9375rem', '& input:focus-visible': { outline: 'none' } }}
          slotProps={{
            input: {
              role: 'combobox',
              'aria-label': t('palette.placeholder'),
              'aria-expanded': true,
              'aria-controls': `${id}-list`,
              'aria-activedescendant': items[current] ? `${id}-${current}` : undefined,
              autoComplete: 'off',
            },
          }}
        />
      </Box>
      <Box
        component="ul"
        role="listbox"
        id={`${id}-list`}
        aria-label={t('palette.results')}
        sx={{ listStyle: 'none', m: 0, p: 2, maxHeight: 360, overflowY: 'auto' }}
      >
        {items.map((item, index) => (
          <PaletteItem
            key={item.key}
            id={`${id}-${index}`}
            item={item}
            active={index === current}
            onPoint={() => setActive(index)}
            onChoose={() => choose(index)}
          />
        ))}
      </Box>
      {items.length === 0 && (
        <Box sx={{ px: 4, pb: 5, color: 'tokens.muted', fontSize: '0.875rem' }}>{t('palette.none')}</Box>
      )}
      <VisuallyHidden role="status">{t('palette.count', { count: items.length })}</VisuallyHidden>
    </Dialog>
  );
}
