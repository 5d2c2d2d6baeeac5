import Box from '@mui/material/Box';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCrumbs } from '@/ui/page/use-crumbs';

/** On a phone only the last one: the page's own heading says the rest. */
export function Breadcrumb() {
  const { t } = useTranslation('app');
  const crumbs = useCrumbs();
  return (
    <Box component="nav" aria-label={t('breadcrumb')} sx={{ minWidth: 0 }}>
      <Box
        component="ol"
        sx={{ display: 'flex', alignItems: 'center', gap: 1, listStyle: 'none', m: 0, p: 0, fontSize: '0.875rem' }}
      >
        {crumbs.map(({ label, to }, index) => {
          const last = index === crumbs.length - 1;
          return (
            <Box
              component="li"
              key={to}
              sx={{ display: last ? 'flex' : { xs: 'none', sm: 'flex' }, alignItems: 'center', gap: 1, minWidth: 0 }}
            >
              {index > 0 && (
                <Box component="span" aria-hidden sx={{ display: { xs: 'none', sm: 'flex' }, color: 'tokens.outline' }}>
                  <ChevronRight size={14} />
                </Box>
              )}
              {last ? (
                <Box
                  component="span"
                  aria-current="page"
                  title={label}
                  sx={{ fontWeight: 550, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
                >
                  {label}
                </Box>
              ) : (
                <Box
                  component={Link}
                  to={to}
                  sx={{ color: 'tokens.muted', textDecoration: 'none', '&:hover': { color: 'tokens.text' } }}
                >
                  {label}
                </Box>
              )}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
