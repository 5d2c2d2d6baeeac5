import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { ChartNoAxesColumn, Table2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartDrawing } from './chart-drawing';
import { ChartTable } from './chart-table';
import { Swatch } from './swatch';

export interface Series {
  label: string;
  tone: 'accent' | 'danger' | 'warning' | 'success' | 'muted';
  /** Bars stand on each other, lines run above them. */
  mark: 'bar' | 'line';
  /** One for each time; null where there is nothing to say. */
  values: readonly (number | null)[];
}

export interface ChartProps {
  title: string;
  times: readonly string[];
  series: readonly Series[];
  format: (value: number) => string;
  /** What a time is called; the time of day unless told otherwise. */
  timeLabel?: (time: string) => string;
}

/** Figures over time: a drawing for the eye, and on the press of a button the same figures as a table. */
export function TimeChart(props: ChartProps) {
  const { title, series, format } = props;
  const { t } = useTranslation('ui.chart');
  const heading = useId();
  const [asTable, setAsTable] = useState(false);
  const toggle = asTable ? t('drawing') : t('table');
  return (
    <Box
      component="section"
      aria-labelledby={heading}
      sx={{ border: 1, borderColor: 'tokens.border', borderRadius: 1, bgcolor: 'tokens.surface', p: 4, minWidth: 0 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: -1, mr: -1 }}>
        <Typography id={heading} variant="h3" component="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        <Tooltip title={toggle}>
          <IconButton size="small" aria-label={toggle} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? <ChartNoAxesColumn size={16} /> : <Table2 size={16} />}
          </IconButton>
        </Tooltip>
      </Box>
      <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, m: 0, mb: 2, fontSize: 13 }}>
        {series.map(({ label, tone, mark, values }) => (
          <Box key={label} sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
            <Swatch tone={tone} mark={mark} />
            <Box component="dt" sx={{ color: 'tokens.muted' }}>
              {label}
            </Box>
            <Box component="dd" sx={{ m: 0, fontWeight: 550, fontVariantNumeric: 'tabular-nums' }}>
              {latest(values, format) ?? t('none')}
            </Box>
          </Box>
        ))}
      </Box>
      {asTable ? <ChartTable {...props} /> : <ChartDrawing {...props} />}
    </Box>
  );
}

function latest(values: readonly (number | null)[], format: (value: number) => string) {
  const value = values.findLast((each) => each !== null);
  return value === null || value === undefined ? undefined : format(value);
}
