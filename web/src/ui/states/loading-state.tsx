import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useTranslation } from 'react-i18next';
import { Delayed } from './delayed';

export type LoadingShape = 'list' | 'form' | 'page';

/** A skeleton in the shape of what is to come. Screen readers hear one word. */
export function LoadingState({ shape = 'page', delay = 150 }: { shape?: LoadingShape; delay?: number }) {
  const { t } = useTranslation('ui', { useSuspense: false });
  return (
    <Box role="status" data-loading aria-label={t('loading')} sx={{ minHeight: shape === 'list' ? 320 : 200 }}>
      <Delayed after={delay}>{shapes[shape]()}</Delayed>
    </Box>
  );
}

const rows = [62, 48, 71, 55, 66, 44];

const shapes: Record<LoadingShape, () => React.ReactNode> = {
  list: () =>
    rows.map((width) => (
      <Box key={width} sx={{ display: 'flex', alignItems: 'center', gap: 3, height: 'var(--row-height)' }}>
        <Skeleton variant="circular" width={24} height={24} />
        <Skeleton variant="text" width={`${width}%`} />
      </Box>
    )),
  form: () =>
    rows.slice(0, 3).map((width) => (
      <Box key={width} sx={{ maxWidth: 640, mb: 5 }}>
        <Skeleton variant="text" width="24%" />
        <Skeleton variant="rounded" height={36} />
      </Box>
    )),
  page: () => (
    <Box sx={{ maxWidth: 640 }}>
      <Skeleton variant="text" width="40%" height={36} />
      {rows.slice(0, 4).map((width) => (
        <Skeleton key={width} variant="text" width={`${width + 20}%`} />
      ))}
    </Box>
  ),
};
