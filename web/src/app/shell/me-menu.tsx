import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Link } from '@tanstack/react-router';
import { KeyRound, LogOut, ShieldCheck, UserRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '@/platform/session/sign-out';
import { useSession } from '@/platform/session/use-session';
import { toast } from '@/ui/feedback/toast';
import { Avatar } from '@/ui/person/avatar';
import { PreferenceItems } from './preference-items';

const pages = [
  { to: '/me/profile', label: 'me.profile', icon: UserRound },
  { to: '/me/security', label: 'me.security', icon: ShieldCheck },
  { to: '/me/tokens', label: 'me.tokens', icon: KeyRound },
] as const;

/** Me: my pages, how the application looks to me, and the way out. */
export function MeMenu() {
  const { t } = useTranslation('app');
  const { user } = useSession();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!user) return null;
  const close = () => setAnchor(null);
  return (
    <>
      <ButtonBase
        aria-label={t('me.menu', { name: user.displayName })}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ borderRadius: '50%', p: '4px' }}
      >
        <Avatar id={user.id} name={user.displayName} size={28} />
      </ButtonBase>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { sx: { width: 264, mt: 1 } } }}
      >
        <Box component="li" role="presentation" sx={{ px: 2.5, py: 2, fontSize: '0.875rem', overflowWrap: 'anywhere' }}>
          <Box sx={{ fontWeight: 600 }}>{user.displayName}</Box>
          <Box sx={{ color: 'tokens.muted', fontSize: '0.8125rem' }}>{user.email}</Box>
        </Box>
        <Divider component="li" role="presentation" sx={{ my: 1 }} />
        {pages.map(({ to, label, icon: Icon }) => (
          <MenuItem key={to} component={Link} to={to} onClick={close}>
            <Icon size={16} aria-hidden /> {t(label)}
          </MenuItem>
        ))}
        <Divider component="li" role="presentation" sx={{ my: 1 }} />
        <PreferenceItems user={user} />
        <Divider component="li" role="presentation" sx={{ my: 1 }} />
        <MenuItem onClick={() => void signOut().catch(() => toast(t('me.signed_out'), { tone: 'error' }))}>
          <LogOut size={16} aria-hidden /> {t('me.sign_out')}
        </MenuItem>
      </Menu>
    </>
  );
}
