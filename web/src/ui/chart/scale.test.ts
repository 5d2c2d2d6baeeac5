import { expect, it } from 'vitest';
import { barsOf, linePath, topOf } from './scale';
import type { Series } from './time-chart';

const series = (mark: Series['mark'], ...values: (number | null)[]): Series => ({
  label: 'x',
  tone: 'accent',
  mark,
  values,
});

it('ends at a round number above everything, bars on each other counted together', () => {
  expect(topOf([])).toBe(1);
  expect(topOf([series('line', null, 0)])).toBe(1);
  expect(topOf([series('line', 3, 40)])).toBe(50);
  expect(topOf([series('bar', 30), series('bar', 30)])).toBe(100);
  expect(topOf([series('line', 0.3)])).toBeCloseTo(0.5);
});

it('stands bars on each other and draws none for nothing', () => {
  const bars = barsOf([series('bar', 5, 0), series('bar', 5, null), series('line', 9, 9)], 10, 100);
  expect(bars.map(({ index, y, size }) => [index, y, size])).toEqual([
    [0, 50, 50],
    [0, 0, 50],
  ]);
});

it('breaks a line where there is nothing to say', () => {
  expect(linePath([null, 10, 5, null, 0], 10, 100)).toBe('M1.5 0.00h0L2.5 50.00M4.5 100.00h0');
});
