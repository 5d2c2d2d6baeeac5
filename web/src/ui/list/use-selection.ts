import { useCallback, useMemo, useState } from 'react';

/** Rows that a person has marked. It outlives a page, not a question: rows no longer in sight are never acted on unseen. */
export function useSelection<Row>(question: string, rowId: (row: Row) => string) {
  const [state, setState] = useState<{ question: string; rows: ReadonlyMap<string, Row> }>({
    question,
    rows: new Map(),
  });
  const rows = useMemo(() => (state.question === question ? state.rows : new Map<string, Row>()), [state, question]);

  const set = useCallback(
    (changed: readonly Row[], selected: boolean) =>
      setState((before) => {
        const next = new Map(before.question === question ? before.rows : []);
        for (const row of changed) {
          if (selected) next.set(rowId(row), row);
          else next.delete(rowId(row));
        }
        return { question, rows: next };
      }),
    [question, rowId],
  );

  return {
    rows: useMemo(() => [...rows.values()], [rows]),
    has: useCallback((row: Row) => rows.has(rowId(row)), [rows, rowId]),
    set,
    clear: useCallback(() => setState({ question, rows: new Map() }), [question]),
  };
}

export type Selection<Row> = ReturnType<typeof useSelection<Row>>;
