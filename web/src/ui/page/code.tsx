import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { monospace } from '@/ui/theme/theme';

/** Ids, permissions and commands: in a face that tells l from 1, and never cut. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <Box
      component="code"
      sx={{
        px: '5px',
        py: '1px',
        borderRadius: '4px',
        border: 1,
        borderColor: 'tokens.border',
        bgcolor: 'tokens.rail',
        color: 'tokens.text',
        fontFamily: monospace,
        fontSize: '0.8125rem',
        overflowWrap: 'anywhere',
      }}
    >
      {children}
    </Box>
  );
}
