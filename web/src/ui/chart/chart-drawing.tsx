import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { type PointerEvent, useState } from 'react';
import { useFormats } from '@/ui/time/use-formats';
import { barsOf, linePath, topOf } from './scale';
import { Swatch } from './swatch';
import type { ChartProps } from './time-chart';

const height = 96;

/** Drawn in units of one step wide and stretched to the place there is; strokes keep their width. */
export function ChartDrawing({ times, series, format, timeLabel }: ChartProps) {
  const { time: timeOfDay } = useFormats();
  const named = timeLabel ?? timeOfDay;
  const theme = useTheme();
  const colours = (theme.vars ?? theme).palette.tokens;
  const [at, setAt] = useState<number>();
  const top = topOf(series);
  const muted = { color: 'tokens.muted', fontSize: 12, fontVariantNumeric: 'tabular-nums' } as const;

  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * times.length);
    setAt(Math.min(Math.max(index, 0), times.length - 1));
  };

  return (
    <Box sx={{ position: 'relative' }} aria-hidden>
      <Box sx={{ ...muted, height: 18 }}>{format(top)}</Box>
      <Box
        onPointerMove={point}
        onPointerLeave={() => setAt(undefined)}
        sx={{ borderTop: 1, borderBottom: 1, borderColor: 'tokens.border', height }}
      >
        <svg
          width="100%"
          height={height - 2}
          viewBox={`0 0 ${times.length} ${height}`}
          preserveAspectRatio="none"
          display="block"
        >
          {barsOf(series, top, height).map(({ index, y, size, tone }) => (
            <rect key={`${tone}${index}`} x={index + 0.12} width={0.76} y={y} height={size} fill={colours[tone]} />
          ))}
          {series
            .filter(({ mark }) => mark === 'line')
            .map(({ label, tone, values }) => (
              <path
                key={label}
                d={linePath(values, top, height)}
                fill="none"
                stroke={colours[tone]}
                strokeWidth={1.75}
                strokeLinejoin="round"
                strokeLinecap="round"
                vectorEffect="non-scaling-stroke"
              />
            ))}
          {at !== undefined && (
            <line
              x1={at + 0.5}
              x2={at + 0.5}
              y1={0}
              y2={height}
              stroke={colours.outline}
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
      </Box>
      <Box sx={{ ...muted, display: 'flex', justifyContent: 'space-between', pt: 0.5 }}>
        <span>{times[0] && named(times[0])}</span>
        <span>{times.at(-1) && named(times.at(-1) ?? '')}</span>
      </Box>
      {at !== undefined && times[at] && (
        <Box
          sx={{
            position: 'absolute',
            top: 20,
            // On the side where there is more room, so that it never hides what is pointed at.
            [at < times.length / 2 ? 'right' : 'left']: 4,
            p: 2,
            borderRadius: '6px',
            border: 1,
            borderColor: 'tokens.border',
            bgcolor: 'tokens.raised',
            fontSize: 13,
            pointerEvents: 'none',
            boxShadow: '0 4px 12px rgb(0 0 0 / 0.12)',
          }}
        >
          <Box sx={{ fontWeight: 550 }}>{named(times[at])}</Box>
          {series.map(({ label, tone, mark, values }) => (
            <Box key={label} sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
              <Swatch tone={tone} mark={mark} />
              <Box component="span" sx={{ color: 'tokens.muted', mr: 'auto' }}>
                {label}
              </Box>
              <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', pl: 3 }}>
                {show(values[at], format)}
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}

function show(value: number | null | undefined, format: (value: number) => string) {
  return value === null || value === undefined ? '–' : format(value);
}
