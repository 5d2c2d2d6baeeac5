import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = {
  icon: LucideIcon;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
  /** `alert` is read out at once; for what failed. */
  role?: 'alert' | 'status';
  tone?: 'neutral' | 'danger';
  /** 1 when it stands in place of a whole page. */
  level?: 1 | 2;
};

/** The one shape of empty, failed, refused and missing: icon, title, a sentence, what to do. */
export function MessageState({ icon: Icon, title, text, children, role, tone = 'neutral', level = 2 }: Props) {
  return (
    <Box
      role={role}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        textAlign: 'center',
        px: 4,
        py: 12,
        gap: 2,
      }}
    >
      <Box
        aria-hidden
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 44,
          height: 44,
          mb: 2,
          borderRadius: '10px',
          border: 1,
          borderColor: 'tokens.border',
          color: tone === 'danger' ? 'tokens.danger' : 'tokens.muted',
          bgcolor: tone === 'danger' ? 'tokens.dangerSoft' : 'tokens.rail',
        }}
      >
        <Icon size={20} strokeWidth={1.75} />
      </Box>
      <Typography variant="h2" component={level === 1 ? 'h1' : 'h2'} tabIndex={level === 1 ? -1 : undefined}>
        {title}
      </Typography>
      {text && (
        <Typography variant="body2" component="div" sx={{ color: 'tokens.muted', maxWidth: '52ch' }}>
          {text}
        </Typography>
      )}
      {children && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', alignItems: 'center', gap: 2, mt: 3 }}>
          {children}
        </Box>
      )}
    </Box>
  );
}
