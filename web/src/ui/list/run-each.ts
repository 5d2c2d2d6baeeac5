export interface EachResult<Row> {
  done: Row[];
  failed: { row: Row; error: unknown }[];
}

/**
 * One call a row, four at a time. There is no bulk operation in the API on purpose: each change has its own permission
 * check and audit entry, and one refusal does not undo the others.
 */
export async function runEach<Row>(
  rows: readonly Row[],
  act: (row: Row) => Promise<unknown>,
  onProgress: (finished: number) => void = () => undefined,
): Promise<EachResult<Row>> {
  const result: EachResult<Row> = { done: [], failed: [] };
  const waiting = [...rows];
  const worker = async (): Promise<void> => {
    const row = waiting.shift();
    if (row === undefined) return;
    try {
      await act(row);
      result.done.push(row);
    } catch (error) {
      result.failed.push({ row, error });
    }
    onProgress(result.done.length + result.failed.length);
    await worker();
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return result;
}
