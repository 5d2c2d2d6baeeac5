import { useTranslation } from 'react-i18next';

/** The same words as in the menu of the top bar. */
export function useLookOptions() {
  const { t } = useTranslation('app');
  return {
    themes: (['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) })),
    densities: (['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`density.${value}`) })),
  };
}
