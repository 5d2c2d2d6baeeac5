import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { Link } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ProductMark } from '@/ui/page/product-mark';
import { sections, useNavigation } from './navigation';
import { RailLink } from './rail-link';

/** Product, pages by section, and the button that folds it all into icons. */
export function Rail({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const { t } = useTranslation('app');
  const { entries } = useNavigation();
  const toggle = collapsed ? t('nav.expand') : t('nav.collapse');
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%', overflowY: 'auto' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', height: 56, px: 4, flexShrink: 0 }}>
        <Box
          component={Link}
          to="/"
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 2.5,
            color: 'inherit',
            textDecoration: 'none',
            fontWeight: 600,
            fontSize: '0.9375rem',
            letterSpacing: '-0.01em',
          }}
          aria-label={`${t('product')}, ${t('home')}`}
        >
          <ProductMark />
          {!collapsed && t('product')}
        </Box>
      </Box>
      <Box sx={{ flex: 1, px: 2, pb: 4 }}>
        {sections.map((section) => {
          const own = entries.filter((entry) => entry.section === section);
          if (own.length === 0) return null;
          return (
            <Box key={section} sx={{ mt: section === 'main' ? 2 : 5 }}>
              {section !== 'main' && (
                <Typography
                  variant="caption"
                  component="h2"
                  sx={{
                    px: 2.5,
                    pb: 1,
                    fontWeight: 550,
                    color: 'tokens.muted',
                    visibility: collapsed ? 'hidden' : 'visible',
                    whiteSpace: 'nowrap',
                    height: collapsed ? 8 : 'auto',
                  }}
                >
                  {t(`nav.${section}`)}
                </Typography>
              )}
              <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {own.map((entry) => (
                  <RailLink key={entry.to} entry={entry} collapsed={collapsed} />
                ))}
              </Box>
            </Box>
          );
        })}
      </Box>
      <Box sx={{ p: 2, display: { xs: 'none', md: 'block' } }}>
        <Tooltip title={toggle} placement="right">
          <IconButton aria-label={toggle} aria-expanded={!collapsed} onClick={onToggle} size="small">
            {collapsed ? <PanelLeftOpen size={18} /> : <PanelLeftClose size={18} />}
          </IconButton>
        </Tooltip>
      </Box>
    </Box>
  );
}
