import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '@/ui/page/visually-hidden';

/** A dot for the eye, a word for a screen reader. It keeps its place when it goes, so that nothing moves. */
export function UnreadMark({ unread }: { unread: boolean }) {
  const { t } = useTranslation('notifications.inbox');
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexShrink: 0, width: 8, pt: '7px' }}>
      {unread && (
        <>
          <Box
            component="span"
            aria-hidden
            sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: 'tokens.accentFill' }}
          />
          <VisuallyHidden>{t('unread')}</VisuallyHidden>
        </>
      )}
    </Box>
  );
}
