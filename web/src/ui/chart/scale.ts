import type { Series } from './time-chart';

/** A round number that all bars and lines stay under: 1, 2 or 5 times a power of ten. */
export function topOf(series: readonly Series[]): number {
  const bars = series.filter(({ mark }) => mark === 'bar');
  const length = Math.max(0, ...series.map(({ values }) => values.length));
  let most = 0;
  for (let index = 0; index < length; index += 1) {
    const stacked = bars.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
    most = Math.max(most, stacked, ...series.map(({ values }) => values[index] ?? 0));
  }
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const times = [1, 2, 5, 10].find((each) => each * power >= most) ?? 10;
  return times * power;
}

/** Bars of one step stand on each other, in the order of the series. */
export function barsOf(series: readonly Series[], top: number, height: number) {
  const bars = series.filter(({ mark }) => mark === 'bar');
  const heights = new Map<number, number>();
  return bars.flatMap(({ values, tone }) =>
    values.flatMap((value, index) => {
      if (!value) return [];
      const below = heights.get(index) ?? 0;
      const size = (value / top) * height;
      heights.set(index, below + size);
      return [{ index, tone, size, y: height - below - size }];
    }),
  );
}

/** A line through the middle of each step, broken where there is nothing to say; a lone point is a short stroke. */
export function linePath(values: readonly (number | null)[], top: number, height: number): string {
  let drawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const y = (height - (value / top) * height).toFixed(2);
      const command = drawing ? `L${index + 0.5} ${y}` : `M${index + 0.5} ${y}h0`;
      drawing = true;
      return command;
    })
    .join('');
}
