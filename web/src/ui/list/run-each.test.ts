import { expect, it } from 'vitest';
import { runEach } from './run-each';

it('does every row, four at a time, and keeps those that failed with their reason', async () => {
  let running = 0;
  let most = 0;
  const progress: number[] = [];
  const result = await runEach(
    [1, 2, 3, 4, 5, 6, 7],
    async (row) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      if (row === 3) throw new Error('no');
    },
    (finished) => progress.push(finished),
  );
  expect(most).toBe(4);
  expect(result.done.toSorted((left, right) => left - right)).toEqual([1, 2, 4, 5, 6, 7]);
  expect(result.failed.map(({ row }) => row)).toEqual([3]);
  expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7]);
});
