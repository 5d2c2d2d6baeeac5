import Box from '@mui/material/Box';
import type { Series } from './time-chart';

/** How a series is drawn: a block for bars, a stroke for lines. The word always stands beside it. */
export function Swatch({ tone, mark }: Pick<Series, 'tone' | 'mark'>) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{ width: 10, height: mark === 'bar' ? 10 : 2, borderRadius: '2px', bgcolor: `tokens.${tone}`, flexShrink: 0 }}
    />
  );
}
