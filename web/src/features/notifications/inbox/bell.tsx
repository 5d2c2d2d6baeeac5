import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Bell as Icon, BellOff } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/ui/page/link-button';
import { EmptyState, QueryState } from '@/ui/states';
import { VisuallyHidden } from '@/ui/page/visually-hidden';
import { latestQuery, mostCounted, unreadQuery, useNews, useReadAll } from './inbox.queries';
import { NotificationItem } from './notification-item';

/** How many are unread, on every page and without asking again; the latest on the press of a button. */
export default function Bell() {
  const { t } = useTranslation('notifications.inbox');
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  useNews();
  const { data: unread = 0 } = useQuery(unreadQuery);
  const close = () => setAnchor(null);
  const name = unread >= mostCounted ? t('bell.many') : t('bell', { count: unread });
  return (
    <>
      <IconButton
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={!!anchor}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ position: 'relative' }}
      >
        <Icon size={18} />
        {unread > 0 && (
          <Box component="span" aria-hidden sx={badgeSx}>
            {unread > 99 ? '99+' : unread}
          </Box>
        )}
      </IconButton>
      <VisuallyHidden role="status">{unread > 0 ? name : ''}</VisuallyHidden>
      <Popover
        open={!!anchor}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-labelledby': id, sx: { width: 400, maxWidth: 'calc(100vw - 32px)', mt: 1 } },
        }}
      >
        <Latest titleId={id} unread={unread} onLeave={close} />
      </Popover>
    </>
  );
}

function Latest({ titleId, unread, onLeave }: { titleId: string; unread: number; onLeave: () => void }) {
  const { t } = useTranslation('notifications.inbox');
  const latest = useQuery(latestQuery);
  const readAll = useReadAll();
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 4, minHeight: 48 }}>
        <Typography id={titleId} variant="h2" sx={{ flex: 1 }}>
          {t('title')}
        </Typography>
        {unread > 0 && (
          <Button
            size="small"
            variant="text"
            loading={readAll.isPending}
            onClick={(event) => {
              // The button goes once all is read, and a disabled one swallows keys: Escape has to reach the dialog meanwhile.
              event.currentTarget.closest<HTMLElement>('[role="dialog"]')?.focus();
              readAll.mutate();
            }}
          >
            {t('read.all')}
          </Button>
        )}
      </Box>
      <Box
        sx={{
          minHeight: 160,
          maxHeight: 'min(60vh, 480px)',
          overflow: 'auto',
          borderTop: 1,
          borderColor: 'tokens.border',
        }}
      >
        <QueryState query={latest} shape="list">
          {(items) =>
            items.length === 0 ? (
              <EmptyState icon={BellOff} title={t('empty.title')} text={t('empty.text')} />
            ) : (
              <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
                {items.map((item) => (
                  <NotificationItem key={item.id} item={item} onLeave={onLeave} />
                ))}
              </Box>
            )
          }
        </QueryState>
      </Box>
      <Box sx={{ display: 'flex', gap: 2, p: 2, borderTop: 1, borderColor: 'tokens.border' }} onClick={onLeave}>
        <LinkButton size="small" variant="text" to="/notifications">
          {t('see.all')}
        </LinkButton>
        <LinkButton size="small" variant="text" to="/me/notifications">
          {t('preferences.open')}
        </LinkButton>
      </Box>
    </>
  );
}

const badgeSx = {
  position: 'absolute',
  top: 2,
  right: 0,
  minWidth: 16,
  height: 16,
  px: '4px',
  borderRadius: '8px',
  bgcolor: 'tokens.accentFill',
  color: 'tokens.onAccent',
  fontSize: 11,
  fontWeight: 600,
  lineHeight: '16px',
  textAlign: 'center',
  fontVariantNumeric: 'tabular-nums',
} as const;
