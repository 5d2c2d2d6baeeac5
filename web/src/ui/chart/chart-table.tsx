import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/ui/time/use-formats';
import type { ChartProps } from './time-chart';

/** The same figures, newest first. */
export function ChartTable({ title, times, series, format, timeLabel }: ChartProps) {
  const { t } = useTranslation('ui.chart');
  const { time: timeOfDay } = useFormats();
  const named = timeLabel ?? timeOfDay;
  const rows = times.map((time, index) => ({ time, index })).toReversed();
  return (
    <Box
      role="group"
      aria-label={title}
      // A keyboard has to be able to scroll it.
      tabIndex={0}
      sx={{ height: 135, overflow: 'auto', borderTop: 1, borderColor: 'tokens.border' }}
    >
      <Box
        component="table"
        aria-label={title}
        sx={{
          width: '100%',
          borderCollapse: 'collapse',
          fontSize: 13,
          fontVariantNumeric: 'tabular-nums',
          '& th, & td': { textAlign: 'end', py: 0.5, px: 1, fontWeight: 400 },
          '& th:first-of-type': { textAlign: 'start' },
          '& thead th': {
            color: 'tokens.muted',
            fontWeight: 500,
            position: 'sticky',
            top: 0,
            bgcolor: 'tokens.surface',
          },
        }}
      >
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            {series.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, index }) => (
            <tr key={time}>
              <th scope="row">{named(time)}</th>
              {series.map(({ label, values }) => {
                const value = values[index];
                return <td key={label}>{value === null || value === undefined ? t('none') : format(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
