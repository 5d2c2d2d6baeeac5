import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem, unreachable } from '@/platform/api/problem';
import { Notice } from '@/ui/page/notice';
import { useFormats } from '@/ui/time/use-formats';

/** Old rows are better than none, but never without saying that they are old. */
export function ListNotices({ page }: { page: UseQueryResult }) {
  const { t } = useTranslation('ui.list');
  const { dateTime } = useFormats();
  if (page.data === undefined) return null;
  const offline = page.fetchStatus === 'paused' || isProblem(page.error, unreachable);
  if (!offline && !page.isError) return null;
  const when = dateTime(new Date(page.dataUpdatedAt).toISOString());
  return (
    <Notice tone="warning" role="status">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center' }}>
        {offline ? t('stale.offline', { when }) : t('stale.failed', { when })}
        <Button size="small" onClick={() => void page.refetch()}>
          {t('retry')}
        </Button>
      </Box>
    </Notice>
  );
}
