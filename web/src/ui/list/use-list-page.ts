import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ListQuery } from './address';
import type { ListSource } from './definition';
import { useListNews } from './use-list-news';

/** One page; the rows of the page before stay until the next ones are here, so nothing jumps. */
export function useListPage<Row>(source: ListSource<Row>, query: ListQuery, held = false) {
  const page = useQuery({
    queryKey: [...source.key, query],
    queryFn: ({ signal }) => source.load(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: held ? false : (source.every ?? false),
  });
  useListNews(source.news, held, page.refetch);
  return page;
}

/** Counting a large table is dear: asked only when a person wants the number, and forgotten with the filters. */
export function useListCount<Row>(source: ListSource<Row>, query: ListQuery) {
  const { filters, q } = query;
  const counted = { filters, ...(q && { q }), limit: 1, withTotal: true };
  return useQuery({
    queryKey: [...source.key, 'count', counted],
    queryFn: async ({ signal }) => (await source.load(counted, signal)).total ?? null,
    enabled: false,
    retry: false,
  });
}
