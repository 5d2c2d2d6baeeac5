import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';

type Props = { title: string; description?: ReactNode; action?: ReactNode; children: ReactNode };

/** A titled part of a page, in a bordered card. */
export function Section({ title, description, action, children }: Props) {
  const id = useId();
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={{
        border: 1,
        borderColor: 'tokens.border',
        borderRadius: 1,
        bgcolor: 'tokens.surface',
        mb: 'var(--page-gap)',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3, px: { xs: 4, sm: 5 }, pt: 4, pb: 0 }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Typography variant="h2" id={id}>
            {title}
          </Typography>
          {description && (
            <Typography component="div" variant="body2" sx={{ color: 'tokens.muted', maxWidth: '72ch', mt: 0.5 }}>
              {description}
            </Typography>
          )}
        </Box>
        {action}
      </Box>
      <Box sx={{ px: { xs: 4, sm: 5 }, pt: 4, pb: 5 }}>{children}</Box>
    </Box>
  );
}
