import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** Title, a sentence, the form, and below a line the ways elsewhere. */
export function AccountPage({
  title,
  text,
  foot,
  children,
}: {
  title: string;
  text?: string;
  foot?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 5 }}>
      <Box>
        <Typography variant="h1" tabIndex={-1}>
          {title}
        </Typography>
        {text && (
          <Typography variant="body2" sx={{ color: 'tokens.muted', mt: 1.5 }}>
            {text}
          </Typography>
        )}
      </Box>
      {children}
      {foot && (
        <Box
          sx={{
            pt: 4,
            borderTop: 1,
            borderColor: 'tokens.border',
            fontSize: '0.875rem',
            color: 'tokens.muted',
            display: 'grid',
            gap: 2,
          }}
        >
          {foot}
        </Box>
      )}
    </Box>
  );
}
