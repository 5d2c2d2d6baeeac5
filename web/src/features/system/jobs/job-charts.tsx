import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { useChildMatches } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/types';
import { TimeChart } from '@/ui/chart';
import { ErrorState } from '@/ui/states';
import { useFormats } from '@/ui/time/use-formats';
import { chartQuery } from './jobs.queries';
import { QueueDepths } from './queue-depths';

const windows = [60, 360, 1440] as const;

/** How much gets done, how long it waits and takes, how much is waiting: live while the page is looked at. */
export function JobCharts() {
  const { t } = useTranslation('system.jobs');
  const [minutes, setMinutes] = useState<number>(windows[0]);
  const chart = useQuery(chartQuery(minutes));
  // Beside a job there is no room; the job is what is looked at then.
  const beside = useChildMatches().length > 0;
  if (beside) return null;
  return (
    <Box sx={{ display: 'grid', gap: 3, mb: 6 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={minutes}
        aria-label={t('window')}
        onChange={(_, next: number | null) => next && setMinutes(next)}
      >
        {windows.map((each) => (
          <ToggleButton key={each} value={each}>
            {t('window.hours', { hours: each / 60 })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {chart.isError && !chart.data ? (
        <ErrorState error={chart.error} onRetry={() => void chart.refetch()} />
      ) : (
        <Charts chart={chart.data} />
      )}
    </Box>
  );
}

function Charts({ chart }: { chart: Schema<'JobChart'> | undefined }) {
  const { t } = useTranslation('system.jobs');
  const { number, duration } = useFormats();
  const points = chart?.points ?? [];
  const times = points.map(({ at }) => at);
  const of = (value: (point: Schema<'JobPoint'>) => number | null) => points.map(value);
  return (
    <>
      <Box
        aria-busy={!chart}
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(3, minmax(0, 1fr))' },
          minHeight: { lg: 214 },
        }}
      >
        <TimeChart
          title={t('chart.throughput')}
          times={times}
          format={number}
          series={[
            { label: t('chart.ended'), tone: 'accent', mark: 'bar', values: of((p) => p.ended) },
            { label: t('chart.failed'), tone: 'danger', mark: 'bar', values: of((p) => p.failed) },
          ]}
        />
        <TimeChart
          title={t('chart.latency')}
          times={times}
          format={duration}
          series={[
            { label: t('chart.wait'), tone: 'warning', mark: 'line', values: of((p) => p.waitP95Ms) },
            { label: t('chart.run'), tone: 'accent', mark: 'line', values: of((p) => p.runP95Ms) },
          ]}
        />
        <TimeChart
          title={t('chart.depth')}
          times={times}
          format={number}
          series={[
            { label: t('chart.waiting'), tone: 'warning', mark: 'line', values: of((p) => p.waiting) },
            { label: t('chart.running'), tone: 'accent', mark: 'line', values: of((p) => p.running) },
          ]}
        />
      </Box>
      {chart && <QueueDepths queues={chart.queues} />}
    </>
  );
}
