import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem, unreachable } from '@/platform/api/problem';
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
    <Alert
      severity="warning"
      variant="outlined"
      action={
        <Button size="small" color="inherit" onClick={() => void page.refetch()}>
          {t('retry')}
        </Button>
      }
    >
      {offline ? t('stale.offline', { when }) : t('stale.failed', { when })}
    </Alert>
  );
}
