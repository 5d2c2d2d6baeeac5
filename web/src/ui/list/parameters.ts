import type { ListQuery } from './address';

/** The parameters that every list of the API takes, for a feature's typed call. */
export function paging({ limit, cursor, sort, withTotal }: ListQuery) {
  return { limit, cursor, sort, withTotal };
}

/** The first value of a filter, if it is one that the operation knows. */
export function oneOf<Value extends string>(known: readonly Value[], values: readonly string[] | undefined) {
  return known.find((value) => value === values?.[0]);
}

export function someOf<Value extends string>(known: readonly Value[], values: readonly string[] | undefined) {
  const found = known.filter((value) => values?.includes(value));
  return found.length > 0 ? found : undefined;
}
