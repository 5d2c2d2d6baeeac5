import { useColorScheme } from '@mui/material/styles';
import { useEffect } from 'react';
import { chooseLanguage } from '@/platform/i18n/i18n';
import { useSession } from '@/platform/session/use-session';
import { applyDensity } from '@/ui/theme/density';

/** What a person chose once holds on every device they sign in on. */
export function usePreferences() {
  const { user } = useSession();
  const { setMode } = useColorScheme();
  const { theme, density, language } = user ?? {};
  useEffect(() => {
    if (theme) setMode(theme);
  }, [theme, setMode]);
  useEffect(() => {
    if (density) applyDensity(density);
  }, [density]);
  useEffect(() => {
    if (language) void chooseLanguage(language);
  }, [language]);
}
