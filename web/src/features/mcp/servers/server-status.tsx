import Box from '@mui/material/Box';
import { CirclePause, CirclePlay } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function ServerStatus({ enabled }: { enabled: boolean }) {
  const { t } = useTranslation('mcp.servers');
  const Icon = enabled ? CirclePlay : CirclePause;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, whiteSpace: 'nowrap' }}>
      <Box component="span" sx={{ display: 'inline-flex', color: enabled ? 'tokens.success' : 'tokens.warning' }}>
        <Icon size={16} aria-hidden />
      </Box>
      {enabled ? t('server.on') : t('server.off')}
    </Box>
  );
}
