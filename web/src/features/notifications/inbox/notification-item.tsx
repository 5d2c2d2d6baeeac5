import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/ui/page/text-link';
import { RelativeTime } from '@/ui/time/relative-time';
import { type Notification, useReadOne } from './inbox.queries';
import { UnreadMark } from './unread-mark';

/** One of the latest: following its link reads it. */
export function NotificationItem({ item, onLeave }: { item: Notification; onLeave: () => void }) {
  const { t } = useTranslation('notifications.inbox');
  const read = useReadOne();
  const { id, title, text, link, action, createdAt, readAt } = item;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 2,
        px: 4,
        py: 3,
        fontSize: 14,
        '& + &': { borderTop: 1, borderColor: 'tokens.border' },
      }}
    >
      <UnreadMark unread={!readAt} />
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: readAt ? 500 : 600 }}>{title}</Box>
        {/* Whole on the page of all notifications. */}
        <Box sx={clampSx}>{text}</Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, mt: 0.5, fontSize: 13, color: 'tokens.muted' }}>
          <RelativeTime value={createdAt} />
          {link && (
            <TextLink
              to={link}
              onClick={() => {
                if (!readAt) read.mutate(id);
                onLeave();
              }}
            >
              {action ?? t('open')}
            </TextLink>
          )}
        </Box>
      </Box>
    </Box>
  );
}

const clampSx = {
  color: 'tokens.muted',
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 3,
  overflow: 'hidden',
} as const;
