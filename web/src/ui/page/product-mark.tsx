import Box from '@mui/material/Box';

/** The product's sign; its name stands beside it or in the link around it. */
export function ProductMark({ size = 24 }: { size?: number }) {
  return (
    <Box
      component="svg"
      viewBox="0 0 32 32"
      aria-hidden
      sx={{ width: size, height: size, flexShrink: 0, display: 'block' }}
    >
      <Box component="rect" width="32" height="32" rx="8" sx={{ fill: 'var(--mui-palette-tokens-accentFill)' }} />
      <path
        d="M9 21.5 16 9l7 12.5M12 17.5h8"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </Box>
  );
}
