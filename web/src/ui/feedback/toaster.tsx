import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { type Toast, toasts } from './toast';

const seconds = 6;

/** At the bottom, over the corner where long work is shown. Announced politely; stays while the pointer or the focus is on it. */
export function Toaster() {
  const { t } = useTranslation('ui');
  const shown = useSyncExternalStore(toasts.subscribe, toasts.get);
  return (
    <Box
      role="region"
      aria-label={t('toast.region')}
      aria-live="polite"
      sx={{
        position: 'fixed',
        zIndex: 'snackbar',
        bottom: 'calc(16px + var(--corner-height, 0px))',
        left: { xs: 16, sm: 'auto' },
        right: 16,
        display: 'grid',
        gap: 2,
      }}
    >
      {shown.map((toast) => (
        <Message key={toast.id} toast={toast} />
      ))}
    </Box>
  );
}

function Message({ toast }: { toast: Toast }) {
  const { t } = useTranslation('ui');
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => toasts.dismiss(toast.id), seconds * 1000);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  const Icon = toast.tone === 'error' ? CircleAlert : CircleCheck;
  const { action } = toast;
  return (
    <Box
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2.5,
        minWidth: { sm: 300 },
        maxWidth: 460,
        pl: 3.5,
        pr: 1.5,
        py: 1.5,
        borderRadius: 1,
        border: 1,
        borderColor: 'tokens.border',
        bgcolor: 'tokens.raised',
        boxShadow: '0 8px 24px rgb(0 0 0 / 0.14)',
        fontSize: '0.875rem',
      }}
    >
      <Box aria-hidden sx={{ display: 'flex', color: toast.tone === 'error' ? 'tokens.danger' : 'tokens.success' }}>
        <Icon size={16} />
      </Box>
      <Box sx={{ flex: 1, py: 1 }}>{toast.text}</Box>
      {action && (
        <Button size="small" onClick={() => (action.onClick(), toasts.dismiss(toast.id))}>
          {action.label}
        </Button>
      )}
      <IconButton size="small" aria-label={t('close')} onClick={() => toasts.dismiss(toast.id)}>
        <X size={16} />
      </IconButton>
    </Box>
  );
}
