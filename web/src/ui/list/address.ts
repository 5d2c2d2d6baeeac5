import type { Filter, ListDefinition } from './definition';
import { endOfDay, startOfDay } from './days';

/** What the address bar says about a list. Values of one filter are joined by commas: `status=active,locked`. */
export interface ListAddress {
  filters: Readonly<Record<string, readonly string[]>>;
  q: string;
  sort: string;
  limit: number;
  cursor: string | undefined;
}

/** The same, as the API wants it. */
export interface ListQuery {
  filters: Readonly<Record<string, readonly string[]>>;
  q?: string;
  sort?: string;
  limit?: number;
  cursor?: string;
  withTotal?: boolean;
}

export type Search = Record<string, unknown>;
type Shape = Pick<ListDefinition<never>, 'filters' | 'defaultSort' | 'columns' | 'search'>;

export const pageSizes = [25, 50, 100, 200] as const;
export const defaultLimit = 50;

export function parametersOf(filter: Filter): readonly string[] {
  return filter.kind === 'dates' ? [filter.from, filter.to] : [filter.id];
}

/** Reads an address that anyone may have typed: what the list does not know is left out, never sent. */
export function readAddress(search: Search, list: Shape): ListAddress {
  const filters: Record<string, readonly string[]> = {};
  for (const filter of list.filters) {
    for (const parameter of parametersOf(filter)) {
      const values = allowed(filter, valuesOf(search[parameter]));
      if (values.length > 0) filters[parameter] = values;
    }
  }
  const sort = valuesOf(search.sort)[0] ?? '';
  const sorts = list.columns.map((column) => column.sort);
  const limit = Number(valuesOf(search.limit)[0]);
  return {
    filters,
    q: list.search ? valuesOf(search.q).join(',') : '',
    sort: sorts.includes(sort.replace(/^-/, '')) ? sort : list.defaultSort,
    limit: pageSizes.find((size) => size === limit) ?? defaultLimit,
    cursor: valuesOf(search.cursor).join(',') || undefined,
  };
}

/** The address of a list with these choices; what is the default is not written. Other parameters stay. */
export function writeAddress(search: Search, list: Shape, address: ListAddress): Record<string, string> {
  const written: Record<string, string> = {};
  const own = new Set(['q', 'sort', 'limit', 'cursor', ...list.filters.flatMap(parametersOf)]);
  for (const [name, value] of Object.entries(search)) {
    if (!own.has(name) && value !== undefined) written[name] = valuesOf(value).join(',');
  }
  for (const [name, values] of Object.entries(address.filters)) if (values.length > 0) written[name] = values.join(',');
  if (address.q) written.q = address.q;
  if (address.sort !== list.defaultSort) written.sort = address.sort;
  if (address.limit !== defaultLimit) written.limit = String(address.limit);
  if (address.cursor) written.cursor = address.cursor;
  return written;
}

/** Days of the address become instants in the reader's zone: their Monday, not Greenwich's. */
export function toQuery(address: ListAddress, list: Shape, zone: string): ListQuery {
  const filters: Record<string, readonly string[]> = { ...address.filters };
  for (const filter of list.filters) {
    if (filter.kind !== 'dates') continue;
    const [from, to] = [address.filters[filter.from]?.[0], address.filters[filter.to]?.[0]];
    if (from) filters[filter.from] = [startOfDay(from, zone)];
    if (to) filters[filter.to] = [endOfDay(to, zone)];
  }
  return {
    filters,
    ...(address.q && { q: address.q }),
    ...(address.sort && { sort: address.sort }),
    limit: address.limit,
    ...(address.cursor && { cursor: address.cursor }),
  };
}

export type ExportFormat = 'csv' | 'xlsx' | 'jsonl';

/** A plain link: the browser downloads and shows the progress. All rows that match, whatever page is open. */
export function exportHref(path: string, query: ListQuery, format: ExportFormat): string {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(query.filters)) for (const value of values) search.append(name, value);
  if (query.q) search.set('q', query.q);
  if (query.sort) search.set('sort', query.sort);
  search.set('format', format);
  return `${path}?${search.toString()}`;
}

export function isNarrowed(address: ListAddress): boolean {
  return address.q !== '' || Object.keys(address.filters).length > 0;
}

function valuesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(valuesOf);
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  return typeof value === 'string' && value !== '' ? value.split(',').filter(Boolean) : [];
}

function allowed(filter: Filter, values: string[]): string[] {
  if (filter.kind === 'dates') return values.filter((value) => /^\d{4}-\d{2}-\d{2}$/.test(value)).slice(0, 1);
  // Free text may hold a comma of its own.
  if (filter.kind !== 'choice') return values.length > 0 ? [values.join(',')] : [];
  const known = values.filter((value) => filter.open || filter.options.some((option) => option.value === value));
  return filter.multiple ? [...new Set(known)] : known.slice(0, 1);
}
