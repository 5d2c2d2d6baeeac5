import Box from '@mui/material/Box';
import type { ComponentProps } from 'react';

/** For screen readers only. */
export function VisuallyHidden(props: ComponentProps<typeof Box>) {
  return (
    <Box
      component="span"
      {...props}
      sx={{
        position: 'absolute',
        width: '1px',
        height: '1px',
        m: '-1px',
        overflow: 'hidden',
        clipPath: 'inset(50%)',
        whiteSpace: 'nowrap',
      }}
    />
  );
}
