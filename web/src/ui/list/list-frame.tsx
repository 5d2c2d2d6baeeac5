import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import { Outlet, useChildMatches, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/**
 * A list with its detail beside it. The detail is a route of its own; made a full page, or on a small screen, it takes
 * the list's place, which stays mounted so that closing it finds the same rows, marks and scroll.
 */
export function ListFrame({ children }: { children: ReactNode }) {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const open = useChildMatches().length > 0;
  const narrow = useMediaQuery('(max-width: 1099.95px)');
  const alone = open && (narrow || search.panel === 'full');
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 6 }}>
      <Box hidden={alone} sx={{ flex: 1, minWidth: 0, '&[hidden]': { display: 'none' } }}>
        {children}
      </Box>
      {open && (
        <Box sx={alone ? { flex: 1, minWidth: 0 } : { flex: '0 0 clamp(400px, 36%, 560px)', minWidth: 0 }}>
          <Outlet />
        </Box>
      )}
    </Box>
  );
}
