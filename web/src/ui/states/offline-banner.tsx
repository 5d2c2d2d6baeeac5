import Box from '@mui/material/Box';
import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

function subscribe(changed: () => void) {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

/** Over every page while the browser has no network. The live region is always there, so that it is announced. */
export function OfflineBanner() {
  const { t } = useTranslation('ui');
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            px: 4,
            py: 2,
            fontSize: '0.875rem',
            color: 'tokens.warning',
            bgcolor: 'tokens.warningSoft',
            borderBottom: 1,
            borderColor: 'tokens.border',
          }}
        >
          <WifiOff size={16} aria-hidden />
          {t('offline')}
        </Box>
      )}
    </div>
  );
}
