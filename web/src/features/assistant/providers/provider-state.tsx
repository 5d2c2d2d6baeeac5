import Box from '@mui/material/Box';
import { CircleCheck, CirclePause } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function ProviderState({ isEnabled }: { isEnabled: boolean }) {
  const { t } = useTranslation('assistant.providers');
  const Icon = isEnabled ? CircleCheck : CirclePause;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, whiteSpace: 'nowrap' }}>
      <Box component="span" sx={{ display: 'inline-flex', color: isEnabled ? 'tokens.success' : 'tokens.muted' }}>
        <Icon size={16} aria-hidden />
      </Box>
      {isEnabled ? t('state.enabled') : t('state.disabled')}
    </Box>
  );
}
