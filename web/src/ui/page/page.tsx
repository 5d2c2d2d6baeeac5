import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

type Props = {
  title: string;
  /** One sentence on what the page is for. */
  description?: ReactNode;
  /** The one primary action. */
  action?: ReactNode;
  /** Forms are one narrow column, tables as wide as the window. */
  width?: 'form' | 'wide';
  children: ReactNode;
};

/** Title, one sentence, one action, the content. The title takes the focus when a person arrives. */
export function Page({ title, description, action, width = 'form', children }: Props) {
  return (
    <Box sx={{ maxWidth: width === 'form' ? 720 : 'none', mx: width === 'form' ? 'auto' : 0, width: '100%' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 3, mb: 'var(--page-gap)' }}>
        <Box sx={{ flex: '1 1 280px', minWidth: 0 }}>
          <Typography variant="h1" tabIndex={-1} sx={{ overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          {description && (
            <Typography component="div" variant="body2" sx={{ color: 'tokens.muted', mt: 1, maxWidth: '72ch' }}>
              {description}
            </Typography>
          )}
        </Box>
        {action}
      </Box>
      {children}
    </Box>
  );
}
