import IconButton from '@mui/material/IconButton';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** What makes a text box one for a password that can be looked at while it is typed. */
export function usePasswordToggle() {
  const { t } = useTranslation('ui');
  const [shown, setShown] = useState(false);
  return {
    type: shown ? 'text' : 'password',
    end: (
      <IconButton
        size="small"
        edge="end"
        aria-label={t('password.show')}
        aria-pressed={shown}
        title={shown ? t('password.hide') : t('password.show')}
        onClick={() => setShown(!shown)}
      >
        {shown ? <EyeOff size={16} /> : <Eye size={16} />}
      </IconButton>
    ),
  };
}
