import Box from '@mui/material/Box';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const tones = {
  info: { icon: Info, color: 'tokens.accent', background: 'tokens.accentSoft' },
  success: { icon: CircleCheck, color: 'tokens.success', background: 'tokens.successSoft' },
  warning: { icon: TriangleAlert, color: 'tokens.warning', background: 'tokens.warningSoft' },
  danger: { icon: CircleAlert, color: 'tokens.danger', background: 'tokens.dangerSoft' },
} as const;

type Props = { tone?: keyof typeof tones; role?: 'alert' | 'status'; children: ReactNode };

/** One thing to know, in its place on the page: icon and words, never colour alone. */
export function Notice({ tone = 'info', role, children }: Props) {
  const { icon: Icon, color, background } = tones[tone];
  return (
    <Box
      role={role}
      sx={{
        display: 'flex',
        gap: 2.5,
        p: 3,
        borderRadius: 1,
        bgcolor: background,
        fontSize: '0.875rem',
        lineHeight: 1.5,
      }}
    >
      <Box aria-hidden sx={{ color, display: 'flex', pt: '2px', flexShrink: 0 }}>
        <Icon size={16} />
      </Box>
      <Box sx={{ minWidth: 0, color: 'tokens.text', overflowWrap: 'anywhere' }}>{children}</Box>
    </Box>
  );
}
