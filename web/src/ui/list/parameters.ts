import type { ListQuery } from './address';

/** The parameters that every list of the API takes, for a feature's typed call. */
export function paging<Sort extends string>({ limit, cursor, sort, withTotal }: ListQuery, sorts: readonly Sort[]) {
  return { limit, cursor, sort: sorts.find((known) => known === sort), withTotal };
}

/** Both directions of the orders that an operation declares. */
export function bothWays<Sort extends string>(...sorts: readonly Sort[]): readonly (Sort | `-${Sort}`)[] {
  return sorts.flatMap((sort) => [sort, `-${sort}`] as const);
}

/** The first value of a filter, if it is one that the operation knows. */
export function oneOf<Value extends string>(known: readonly Value[], values: readonly string[] | undefined) {
  return known.find((value) => value === values?.[0]);
}

export function someOf<Value extends string>(known: readonly Value[], values: readonly string[] | undefined) {
  const found = known.filter((value) => values?.includes(value));
  return found.length > 0 ? found : undefined;
}
