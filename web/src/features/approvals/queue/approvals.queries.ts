import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';
import { onServerEvent } from '@/platform/events/channel';
import { bothWays, type ListSource, paging } from '@/ui/list';

export type Approval = Schema<'Approval'>;
export type ApprovalDetail = Schema<'ApprovalDetail'>;
export type State = Schema<'ApprovalState'>;

export const states = [
  'waiting',
  'approved',
  'done',
  'failed',
  'rejected',
  'expired',
] as const satisfies readonly State[];
const isState = (value: string): value is State => (states as readonly string[]).includes(value);

const all = ['approvals.queue'] as const;

/** What waits for this person's yes has an address of its own; everything else is one list. */
export const approvalsSource: ListSource<Approval> = {
  key: [...all, 'list'],
  load: (query, signal) => {
    const page = paging(query, bothWays('createdAt'));
    const state = query.filters.state?.filter(isState);
    return query.filters.mine?.[0] === 'true'
      ? answer(api.GET('/api/v1/approvals/waiting', { params: { query: page }, signal }))
      : answer(api.GET('/api/v1/approvals', { params: { query: { ...page, ...(state && { state }) } }, signal }));
  },
};

/** How many wait for this person's yes, for the badge. */
export const waitingQuery = queryOptions({
  queryKey: [...all, 'waiting'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/api/v1/approvals/waiting', { params: { query: { limit: 1, withTotal: true } }, signal })))
      .total ?? 0,
  staleTime: 60_000,
});

export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'approval', id],
    queryFn: ({ signal }) => answerWithTag(api.GET('/api/v1/approvals/{id}', { params: { path: { id } }, signal })),
    // It runs in a moment; the end is told, and looked for in case that the telling is lost.
    refetchInterval: ({ state }) => (state.data?.data.approval.state === 'approved' ? 2000 : false),
  });

/** What is decided elsewhere, and what a program asks for just now, is here at once. */
export function useNews() {
  const cache = useQueryClient();
  useEffect(() => {
    const refresh = () => void cache.invalidateQueries({ queryKey: all });
    const stops = [onServerEvent('approval-changed', refresh), onServerEvent('notification', refresh)];
    return () => stops.forEach((stop) => stop());
  }, [cache]);
}

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => cache.invalidateQueries({ queryKey: all }) });
}

type Version = { id: string; etag: string };
const at = ({ id, etag }: Version) => ({ path: { id }, header: { 'If-Match': etag } });

/** Bound to the version that the person has read: what was changed meanwhile is not approved with it. */
export const useApprove = () =>
  useChange((version: Version) => answer(api.POST('/api/v1/approvals/{id}/approve', { params: at(version) })));
export const useReject = () =>
  useChange(({ reason, ...version }: Version & { reason: string | null }) =>
    answer(api.POST('/api/v1/approvals/{id}/reject', { params: at(version), body: { reason } })),
  );
export const useEditArguments = () =>
  useChange(({ values, ...version }: Version & { values: Record<string, unknown> }) =>
    answer(api.PUT('/api/v1/approvals/{id}/arguments', { params: at(version), body: { arguments: values } })),
  );
