import type { Column } from './definition';
import type { ListMemory } from './memory';

/** All columns in the person's order; one that a new version brought stands where the definition has it. */
export function ordered<Row>(columns: readonly Column<Row>[], memory: ListMemory): Column<Row>[] {
  const known = memory.order.filter((id) => columns.some((column) => column.id === id));
  const result = known.flatMap((id) => columns.filter((column) => column.id === id));
  columns.forEach((column, index) => {
    if (!known.includes(column.id)) result.splice(Math.min(index, result.length), 0, column);
  });
  return result;
}

export function isShown<Row>(column: Column<Row>, memory: ListMemory): boolean {
  if (column.phone === 'title') return true;
  return column.hidden ? memory.shown.includes(column.id) : !memory.hidden.includes(column.id);
}

export function visible<Row>(columns: readonly Column<Row>[], memory: ListMemory): Column<Row>[] {
  return ordered(columns, memory).filter((column) => isShown(column, memory));
}

export function toggled<Row>(column: Column<Row>, memory: ListMemory): Partial<ListMemory> {
  const flip = (ids: string[]) =>
    ids.includes(column.id) ? ids.filter((id) => id !== column.id) : [...ids, column.id];
  return column.hidden ? { shown: flip(memory.shown) } : { hidden: flip(memory.hidden) };
}

export function moved<Row>(columns: readonly Column<Row>[], memory: ListMemory, id: string, by: -1 | 1): string[] {
  const ids = ordered(columns, memory).map((column) => column.id);
  const from = ids.indexOf(id);
  const to = from + by;
  const other = ids[to];
  if (from < 0 || other === undefined) return ids;
  ids[to] = id;
  ids[from] = other;
  return ids;
}
