import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/types';
import { useFormats } from '@/ui/time/use-formats';

/** The queues at this moment. */
export function QueueDepths({ queues }: { queues: readonly Schema<'QueueDepth'>[] }) {
  const { t } = useTranslation('system.jobs');
  const { number, duration } = useFormats();
  if (queues.length === 0) return null;
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Box
        component="table"
        aria-label={t('queues')}
        sx={{
          borderCollapse: 'collapse',
          fontSize: 13,
          fontVariantNumeric: 'tabular-nums',
          '& th, & td': { textAlign: 'end', py: 1, pr: 5, fontWeight: 400, whiteSpace: 'nowrap' },
          '& th:first-of-type': { textAlign: 'start', fontWeight: 500 },
          '& thead th': { color: 'tokens.muted', fontWeight: 500 },
        }}
      >
        <thead>
          <tr>
            <th scope="col">{t('field.queue')}</th>
            <th scope="col">{t('queues.waiting')}</th>
            <th scope="col">{t('queues.planned')}</th>
            <th scope="col">{t('queues.running')}</th>
            <th scope="col">{t('queues.oldest')}</th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <tr key={queue.queue}>
              <th scope="row">{queue.queue}</th>
              <td>{number(queue.waiting)}</td>
              <td>{number(queue.planned)}</td>
              <td>{number(queue.running)}</td>
              <td>{queue.oldestSeconds === null ? t('none') : duration(queue.oldestSeconds * 1000)}</td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
