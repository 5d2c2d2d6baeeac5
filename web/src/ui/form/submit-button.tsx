import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import type { ReactNode } from 'react';

type Props = { busy: boolean; children: ReactNode; fullWidth?: boolean; disabled?: boolean };

/** Stays focusable while it works, so that a keyboard does not lose its place; a second press does nothing. */
export function SubmitButton({ busy, children, fullWidth, disabled }: Props) {
  return (
    <Button
      type="submit"
      variant="contained"
      color="primary"
      fullWidth={fullWidth}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => busy && event.preventDefault()}
      startIcon={busy ? <CircularProgress size={14} color="inherit" aria-hidden /> : undefined}
    >
      {children}
    </Button>
  );
}
