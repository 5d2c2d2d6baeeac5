import type { SxProps, Theme } from '@mui/material/styles';

/** One look for all tables. Figures line up; the title column stays readable whole by wrapping. */
export const tableSx: SxProps<Theme> = {
  width: '100%',
  borderCollapse: 'separate',
  borderSpacing: 0,
  fontSize: 14,
  lineHeight: '20px',
  fontVariantNumeric: 'tabular-nums',
  transition: 'opacity 120ms',
  '&[aria-busy=true]': { opacity: 0.6 },
  '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
  '& caption': { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  '& th, & td': { textAlign: 'start', verticalAlign: 'middle', px: 3, py: 2.5, fontWeight: 400 },
  '& [data-align=end]': { textAlign: 'end' },
  '&[data-density=compact] :is(th, td)': { py: 1 },
  '& thead :is(th, td)': {
    py: 1.5,
    fontSize: 13,
    fontWeight: 500,
    color: 'tokens.muted',
    whiteSpace: 'nowrap',
    borderBottom: 1,
    borderColor: 'tokens.border',
  },
  '& tbody tr:not(:last-of-type) > *': { borderBottom: 1, borderColor: 'tokens.border' },
  '& tbody tr[data-opens=true]': { cursor: 'pointer' },
  '& tbody tr:hover, & tbody tr:focus-within': { bgcolor: 'tokens.hover' },
  '& tbody tr[data-marked=true], & tbody tr[data-open=true]': { bgcolor: 'tokens.selected' },
  // Not by colour alone: the open row carries a bar at its start.
  '& tbody tr[data-open=true]': { boxShadow: 'inset 3px 0 0 currentColor' },
  '& tbody th': { minWidth: 140 },
  '& .mark': { width: 40, px: 1, '& .MuiCheckbox-root': { p: 1, my: -1 } },
};
