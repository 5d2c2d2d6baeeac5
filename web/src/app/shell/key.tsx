import Box from '@mui/material/Box';

/** A key as it stands on the keyboard. */
export function Key({ children }: { children: string }) {
  return (
    <Box
      component="kbd"
      sx={{
        px: 1.5,
        py: '1px',
        borderRadius: '4px',
        border: 1,
        borderColor: 'tokens.border',
        bgcolor: 'tokens.rail',
        color: 'tokens.muted',
        font: 'inherit',
        fontSize: '0.75rem',
        whiteSpace: 'nowrap',
      }}
    >
      {children}
    </Box>
  );
}
