import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link, Outlet } from '@tanstack/react-router';
import type { PropsWithChildren } from 'react';
import { useTranslation } from 'react-i18next';
import { ProductMark } from '@/ui/page/product-mark';
import { OfflineBanner } from '@/ui/states/offline-banner';

/** A wide page that is there for everyone, for whoever is not signed in. */
export function OpenFrame({ children }: PropsWithChildren) {
  const { t } = useTranslation('app');
  return (
    <>
      <OfflineBanner />
      <Box
        component="header"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2.5,
          px: { xs: 4, sm: 6 },
          height: 56,
          borderBottom: 1,
          borderColor: 'tokens.border',
        }}
      >
        <ProductMark />
        <Box component="span" sx={{ flex: 1, fontWeight: 600, fontSize: '0.9375rem' }}>
          {t('product')}
        </Box>
        <Button component={Link} to="/sign-in" size="small">
          {t('signin')}
        </Button>
      </Box>
      <Box component="main" sx={{ p: { xs: 4, sm: 6 }, maxWidth: 1200, mx: 'auto' }}>
        {children ?? <Outlet />}
      </Box>
    </>
  );
}
