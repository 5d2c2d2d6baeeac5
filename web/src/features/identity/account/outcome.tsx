import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { CircleCheck, Link2Off, MailCheck } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

const kinds = {
  done: { icon: CircleCheck, color: 'tokens.success' },
  sent: { icon: MailCheck, color: 'tokens.accent' },
  invalid: { icon: Link2Off, color: 'tokens.warning' },
} as const;

type Props = { kind: keyof typeof kinds; title: string; text?: string; children?: ReactNode };

/** How it ended, in place of the form. Its heading takes the focus, since the pressed button is gone. */
export function Outcome({ kind, title, text, children }: Props) {
  const { icon: Icon, color } = kinds[kind];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <Box aria-hidden sx={{ color, display: 'flex' }}>
        <Icon size={28} strokeWidth={1.6} />
      </Box>
      <Box>
        <Typography variant="h1" ref={heading} tabIndex={-1}>
          {title}
        </Typography>
        {text && (
          <Typography variant="body2" sx={{ color: 'tokens.muted', mt: 1.5, overflowWrap: 'anywhere' }}>
            {text}
          </Typography>
        )}
      </Box>
      {children}
    </Box>
  );
}
