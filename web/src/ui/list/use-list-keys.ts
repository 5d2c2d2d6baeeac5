import type { KeyboardEvent } from 'react';
import type { Selection } from './use-selection';

const rowSelector = '[data-row-focus]';

/** Arrows or j and k move between rows, x marks one. Enter needs nothing: the focus is on the row's own link. */
export function useListKeys<Row>(rows: readonly Row[], rowId: (row: Row) => string, selection?: Selection<Row>) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const within = event.target.closest<HTMLElement>('[data-row-id]');
    if (!within) return;
    const by = step(event.key);
    if (by !== 0) {
      const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(rowSelector)];
      const here = stops.findIndex((stop) => within.contains(stop));
      stops[here + by]?.focus();
      event.preventDefault();
    } else if (event.key === 'x' && selection) {
      const row = rows.find((each) => rowId(each) === within.dataset.rowId);
      if (row) selection.set([row], !selection.has(row));
      event.preventDefault();
    }
  };
}

export function focusFirstRow(region: HTMLElement | null) {
  region?.querySelector<HTMLElement>(rowSelector)?.focus();
}

function step(key: string): -1 | 0 | 1 {
  if (key === 'ArrowDown' || key === 'j') return 1;
  return key === 'ArrowUp' || key === 'k' ? -1 : 0;
}
