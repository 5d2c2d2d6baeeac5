import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import { Menu, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Breadcrumb } from './breadcrumb';
import { Everywhere } from './everywhere';
import { Key } from './key';
import { MeMenu } from './me-menu';

/** Where I am, how to get elsewhere, and me. */
export function TopBar({ onMenu, onPalette }: { onMenu: () => void; onPalette: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 'appBar',
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        height: 56,
        px: { xs: 3, sm: 6 },
        borderBottom: 1,
        borderColor: 'tokens.border',
        bgcolor: 'tokens.canvas',
      }}
    >
      <IconButton aria-label={t('nav.open')} onClick={onMenu} sx={{ display: { md: 'none' } }}>
        <Menu size={18} />
      </IconButton>
      <Breadcrumb />
      <Box sx={{ flex: 1 }} />
      <ButtonBase
        onClick={onPalette}
        aria-keyshortcuts="Control+K Meta+K /"
        sx={{
          gap: 2,
          minWidth: 36,
          minHeight: 34,
          px: { xs: 2, sm: 2.5 },
          borderRadius: 1,
          border: { xs: 0, sm: 1 },
          borderColor: { sm: 'tokens.border' },
          color: 'tokens.muted',
          fontSize: '0.8125rem',
          '&:hover': { bgcolor: 'tokens.hover' },
        }}
      >
        <Search size={16} aria-hidden />
        {/* The name of the button, also where a phone has room for its icon only. */}
        <Box
          component="span"
          sx={{
            position: { xs: 'absolute', sm: 'static' },
            width: { xs: '1px', sm: 'auto' },
            overflow: { xs: 'hidden', sm: 'visible' },
            clipPath: { xs: 'inset(50%)', sm: 'none' },
            whiteSpace: 'nowrap',
            mr: { lg: 8 },
          }}
        >
          {t('palette.open')}
        </Box>
        {/* Said by aria-keyshortcuts; as text it would be a part of the name. */}
        <Box component="span" aria-hidden sx={{ display: { xs: 'none', sm: 'inline' } }}>
          <Key>Ctrl K</Key>
        </Box>
      </ButtonBase>
      <Everywhere place="bar" fallback={<Box sx={{ width: 36 }} />} />
      <MeMenu />
    </Box>
  );
}
