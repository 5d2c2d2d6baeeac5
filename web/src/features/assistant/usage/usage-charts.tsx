import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TimeChart } from '@/ui/chart';
import { ErrorState } from '@/ui/states';
import { useFormats } from '@/ui/time/use-formats';
import { daysQuery } from './usage.queries';
import { useUsageFormats } from './use-usage-formats';

const windows = [30, 90, 366] as const;

/** What all people together used, day by day. */
export function UsageCharts() {
  const { t } = useTranslation('assistant.usage');
  const [shown, setShown] = useState<number>(windows[0]);
  const { number } = useFormats();
  const usage = useQuery(daysQuery);
  const { day, money } = useUsageFormats(usage.data?.currency);
  if (usage.isError && !usage.data) return <ErrorState error={usage.error} onRetry={() => void usage.refetch()} />;
  if (usage.data?.days.length === 0) return null;
  // The newest come first; time runs from left to right.
  const days = (usage.data?.days ?? []).slice(0, shown).toReversed();
  const times = days.map((each) => each.day);
  return (
    <Box sx={{ display: 'grid', gap: 3, mb: 6 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={shown}
        aria-label={t('window')}
        onChange={(_, next: number | null) => next && setShown(next)}
      >
        {windows.map((each) => (
          <ToggleButton key={each} value={each}>
            {t('window.days', { days: each })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Box
        aria-busy={!usage.data}
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
          minHeight: { lg: 214 },
        }}
      >
        <TimeChart
          title={t('chart.tokens')}
          times={times}
          format={number}
          timeLabel={day}
          series={[
            { label: t('field.inputTokens'), tone: 'accent', mark: 'bar', values: days.map((d) => d.inputTokens) },
            { label: t('field.outputTokens'), tone: 'success', mark: 'bar', values: days.map((d) => d.outputTokens) },
          ]}
        />
        <TimeChart
          title={t('chart.cost')}
          times={times}
          format={money}
          timeLabel={day}
          series={[{ label: t('field.cost'), tone: 'accent', mark: 'bar', values: days.map((d) => d.costMicros) }]}
        />
      </Box>
    </Box>
  );
}
