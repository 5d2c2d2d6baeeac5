import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state';
import { type LoadingShape, LoadingState } from './loading-state';

type Props<Data> = { query: UseQueryResult<Data>; shape?: LoadingShape; children: (data: Data) => ReactNode };

/** Loading, failed or there. Data that is there stays on the screen when a later refresh fails. */
export function QueryState<Data>({ query, shape, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingState shape={shape} />;
}
