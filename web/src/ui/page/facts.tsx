import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** What is known of one thing, a name over each value. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gap: 3,
        fontSize: 14,
        overflowWrap: 'anywhere',
        '& dt': { color: 'tokens.muted', fontSize: 13 },
        '& dd': { m: 0 },
      }}
    >
      {children}
    </Box>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
