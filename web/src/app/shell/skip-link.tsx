import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';

/** First stop of the Tab key: past the rail to the page. */
export function SkipLink() {
  const { t } = useTranslation('app');
  return (
    <Box
      component="a"
      href="#content"
      // The router would take a change of the hash for a navigation.
      onClick={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>('#content')?.focus();
      }}
      sx={{
        position: 'fixed',
        zIndex: 'tooltip',
        top: 8,
        left: 8,
        px: 4,
        py: 2,
        borderRadius: 1,
        bgcolor: 'tokens.accentFill',
        color: 'tokens.onAccent',
        fontSize: '0.875rem',
        transform: 'translateY(-200%)',
        '&:focus': { transform: 'none' },
      }}
    >
      {t('skip')}
    </Box>
  );
}
