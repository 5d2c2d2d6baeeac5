import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import { Outlet, useLocation } from '@tanstack/react-router';
import { type PropsWithChildren, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfflineBanner } from '@/ui/states/offline-banner';
import { CommandPalette } from './command-palette';
import { Everywhere } from './everywhere';
import { namespaces } from './navigation';
import { Rail } from './rail';
import { ShortcutsDialog } from './shortcuts-dialog';
import { SkipLink } from './skip-link';
import { TopBar } from './top-bar';
import { useRailCollapsed } from './use-rail-collapsed';
import { useShortcuts } from './use-shortcuts';

type Overlay = 'palette' | 'shortcuts' | 'sheet';

/** Rail, top bar and the page. On a phone the rail is a sheet. */
export function Shell({ children }: PropsWithChildren) {
  // The rail names pages of every feature.
  const { t } = useTranslation(['app', ...namespaces]);
  const [collapsed, setCollapsed] = useRailCollapsed();
  const [overlay, setOverlay] = useState<Overlay>();
  const pathname = useLocation({ select: (location) => location.pathname });
  const [sheetAt, setSheetAt] = useState(pathname);
  const close = () => setOverlay(undefined);

  // A sheet has done its work once it led somewhere.
  if (sheetAt !== pathname) {
    setSheetAt(pathname);
    if (overlay === 'sheet') close();
  }

  useShortcuts({
    palette: () => setOverlay('palette'),
    help: () => setOverlay('shortcuts'),
    rail: () => setCollapsed(!collapsed),
  });

  return (
    <Box sx={{ display: 'flex', minHeight: '100dvh', pr: 'var(--aside-width, 0px)' }}>
      <SkipLink />
      <Box
        component="nav"
        aria-label={t('nav.label')}
        sx={{
          display: { xs: 'none', md: 'block' },
          position: 'sticky',
          top: 0,
          flexShrink: 0,
          width: collapsed ? 57 : 233,
          height: '100dvh',
          borderRight: 1,
          borderColor: 'tokens.border',
          bgcolor: 'tokens.rail',
        }}
      >
        <Rail collapsed={collapsed} onToggle={() => setCollapsed(!collapsed)} />
      </Box>
      <Drawer
        open={overlay === 'sheet'}
        onClose={close}
        slotProps={{
          paper: { component: 'nav', 'aria-label': t('nav.label'), sx: { width: 280, bgcolor: 'tokens.rail' } },
        }}
      >
        <Rail collapsed={false} onToggle={close} />
      </Drawer>
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <OfflineBanner />
        <TopBar onMenu={() => setOverlay('sheet')} onPalette={() => setOverlay('palette')} />
        <Box
          component="main"
          id="content"
          tabIndex={-1}
          sx={{ flex: 1, minWidth: 0, outline: 'none', p: { xs: 4, sm: 6 }, pb: 16 }}
        >
          {children ?? <Outlet />}
        </Box>
      </Box>
      <Everywhere place="corner" />
      {overlay === 'palette' && <CommandPalette onClose={close} />}
      {overlay === 'shortcuts' && <ShortcutsDialog onClose={close} />}
    </Box>
  );
}
