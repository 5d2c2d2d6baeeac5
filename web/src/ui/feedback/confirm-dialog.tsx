import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import OutlinedInput from '@mui/material/OutlinedInput';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { Field } from '@/ui/form/field';
import { Notice } from '@/ui/page/notice';

type Props = {
  open: boolean;
  /** Names the thing: "Lock the account of Ada Byron?" */
  title: string;
  /** What will be different afterwards. */
  consequence?: ReactNode;
  /** What happens, never "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'danger' | 'neutral';
  busy?: boolean;
  error?: unknown;
  /** The thing's name, typed by the person; only where it cannot be undone. */
  typeToConfirm?: string;
  children?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
};

export function ConfirmDialog(props: Props) {
  const { open, title, consequence, confirmLabel, tone = 'neutral', busy = false, error, typeToConfirm } = props;
  const { t } = useTranslation('ui');
  const problemText = useProblemText();
  const [typed, setTyped] = useState('');
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={busy ? undefined : props.onClose}
      aria-labelledby={`${id}-title`}
      aria-describedby={consequence ? `${id}-text` : undefined}
      fullWidth
      maxWidth="xs"
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4, p: 5 }}>
        <Typography id={`${id}-title`} variant="h2" sx={{ overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        {consequence && (
          <Typography id={`${id}-text`} component="div" variant="body2" sx={{ color: 'tokens.muted' }}>
            {consequence}
          </Typography>
        )}
        {props.children}
        {typeToConfirm && (
          <Field label={t('confirm.type', { name: typeToConfirm })}>
            {(wiring) => (
              <OutlinedInput
                id={wiring.id}
                value={typed}
                autoComplete="off"
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
        {error !== undefined && error !== null && (
          <Notice tone="danger" role="alert">
            {problemText(error)}
          </Notice>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 2 }}>
          <Button onClick={props.onClose} disabled={busy}>
            {props.cancelLabel ?? t('cancel')}
          </Button>
          <Button
            variant="contained"
            color={tone === 'danger' ? 'error' : 'primary'}
            disabled={busy || (typeToConfirm !== undefined && typed !== typeToConfirm)}
            onClick={props.onConfirm}
          >
            {confirmLabel}
          </Button>
        </Box>
      </Box>
    </Dialog>
  );
}
