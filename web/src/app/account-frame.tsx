import Box from '@mui/material/Box';
import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProductMark } from '@/ui/page/product-mark';
import { OfflineBanner } from '@/ui/states/offline-banner';
import { LanguageLinks } from './language-links';

/** One narrow column for whoever is not signed in: mark, page, language. */
export function AccountFrame() {
  const { t } = useTranslation('app');
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: '100dvh', bgcolor: 'tokens.rail' }}>
      <OfflineBanner />
      <Box
        component="header"
        sx={{ display: 'flex', alignItems: 'center', justifyContent: 'center', gap: 2.5, pt: { xs: 8, sm: 16 } }}
      >
        <ProductMark size={28} />
        <Box component="span" sx={{ fontWeight: 600, fontSize: '1rem', letterSpacing: '-0.01em' }}>
          {t('product')}
        </Box>
      </Box>
      <Box component="main" sx={{ flex: 1, width: '100%', maxWidth: 432, mx: 'auto', px: { xs: 4, sm: 4 }, py: 6 }}>
        <Box
          sx={{
            p: { xs: 5, sm: 7 },
            borderRadius: '12px',
            border: 1,
            borderColor: 'tokens.border',
            bgcolor: 'tokens.surface',
          }}
        >
          <Outlet />
        </Box>
      </Box>
      <Box component="footer" sx={{ display: 'flex', justifyContent: 'center', pb: 8, px: 4 }}>
        <LanguageLinks />
      </Box>
    </Box>
  );
}
