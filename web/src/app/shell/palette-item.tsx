import Box from '@mui/material/Box';
import type { PaletteEntry } from './use-palette-items';

type Props = { id: string; item: PaletteEntry; active: boolean; onPoint: () => void; onChoose: () => void };

export function PaletteItem({ id, item, active, onPoint, onChoose }: Props) {
  const Icon = item.icon;
  return (
    <Box
      component="li"
      role="option"
      id={id}
      aria-selected={active}
      // The field keeps the focus; the keyboard goes through aria-activedescendant.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={onPoint}
      onClick={onChoose}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        px: 2.5,
        minHeight: 38,
        borderRadius: '6px',
        fontSize: '0.875rem',
        cursor: 'pointer',
        bgcolor: active ? 'tokens.selected' : 'transparent',
      }}
    >
      <Icon size={16} aria-hidden />
      <Box component="span" sx={{ flex: 1 }}>
        {item.label}
      </Box>
      <Box component="span" sx={{ color: 'tokens.muted', fontSize: '0.8125rem' }}>
        {item.group}
      </Box>
    </Box>
  );
}
