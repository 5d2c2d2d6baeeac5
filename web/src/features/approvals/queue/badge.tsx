import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '@/ui/page/visually-hidden';
import { useNews, waitingQuery } from './approvals.queries';

/** How many wait for this person's yes, on every page; nothing where nothing waits. */
export default function Badge() {
  const { t } = useTranslation('approvals.queue');
  const navigate = useNavigate();
  useNews();
  const { data: waiting = 0 } = useQuery(waitingQuery);
  const name = t('badge', { count: waiting });
  return (
    <>
      <VisuallyHidden role="status">{waiting > 0 ? name : ''}</VisuallyHidden>
      {waiting > 0 && (
        <IconButton
          aria-label={name}
          onClick={() => void navigate({ to: '/approvals?mine=true' })}
          sx={{ position: 'relative' }}
        >
          <ListChecks size={18} />
          <Box component="span" aria-hidden sx={badgeSx}>
            {waiting > 99 ? '99+' : waiting}
          </Box>
        </IconButton>
      )}
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
