import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '@/platform/i18n/i18n';
import { isLanguage, languages } from '@/platform/i18n/languages';

/** Every language in its own words, so that a person finds theirs on a page they cannot read. */
export function LanguageLinks() {
  const { t, i18n } = useTranslation('app');
  return (
    <Box component="nav" aria-label={t('language.label')} sx={{ display: 'flex', gap: 1 }}>
      {Object.entries(languages).map(([code, name]) => (
        <ButtonBase
          key={code}
          lang={code}
          aria-current={code === i18n.language || undefined}
          onClick={() => void (isLanguage(code) && chooseLanguage(code))}
          sx={{
            px: 2,
            minHeight: 28,
            borderRadius: '6px',
            fontSize: '0.8125rem',
            color: code === i18n.language ? 'tokens.text' : 'tokens.muted',
            fontWeight: code === i18n.language ? 550 : 400,
            '&:hover': { color: 'tokens.text', bgcolor: 'tokens.hover' },
          }}
        >
          {name}
        </ButtonBase>
      ))}
    </Box>
  );
}
