import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, answerWithTag, api } from '@/platform/api/client';
import type { Schema } from '@/api/types';
import { type ListQuery, type ListSource, bothWays, paging, someOf } from '@/ui/list';

export type Person = Schema<'Person'>;
export type PersonDetail = Schema<'PersonDetail'>;

export const statuses = ['invited', 'unverified', 'active', 'locked', 'deactivated'] as const;

const sorts = bothWays('createdAt', 'email', 'displayName', 'lastSeenAt');
const all = ['identity.people'] as const;
const personKey = (id: string) => [...all, 'person', id] as const;

export const peopleSource: ListSource<Person> = {
  key: [...all, 'list'],
  every: 30_000,
  load: ({ filters, q, ...rest }: ListQuery, signal) =>
    answer(
      api.GET('/api/v1/users', {
        params: {
          query: {
            ...paging(rest as ListQuery, sorts),
            q,
            status: someOf(statuses, filters.status),
            role: filters.role?.[0],
            createdFrom: filters.createdFrom?.[0],
            createdTo: filters.createdTo?.[0],
          },
        },
        signal,
      }),
    ),
};

/** The person with the ETag that a change has to be based on. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: personKey(id),
    queryFn: ({ signal }) => answerWithTag(api.GET('/api/v1/users/{id}', { params: { path: { id } }, signal })),
  });

/** Names to choose from. Few installations have more roles than one page holds. */
export const roleNamesQuery = queryOptions({
  queryKey: [...all, 'role-names'],
  queryFn: async ({ signal }) => {
    const page = await answer(api.GET('/api/v1/roles', { params: { query: { limit: 200 } }, signal }));
    return page.items.map(({ name, description }) => ({ name, description }));
  },
  staleTime: 60_000,
});

/** Everything here may change what any list or panel of people shows. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => cache.invalidateQueries({ queryKey: all }) });
}

export const useUpdatePerson = () =>
  useChange(({ id, etag, ...body }: { id: string; etag: string } & Schema<'UpdateUserRequest'>) =>
    answer(api.PATCH('/api/v1/users/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body })),
  );

export async function lockPerson({ id, reason }: { id: string; reason?: string | undefined }) {
  return answer(api.POST('/api/v1/users/{id}/lock', { params: { path: { id } }, body: reason ? { reason } : {} }));
}

export const useLockPerson = () => useChange(lockPerson);
/** One change for the cache, however many people: the list is asked again once, at the end. */
export const useLockPeople = () => useChange((lockAll: () => Promise<void>) => lockAll());

export const useUnlockPerson = () =>
  useChange((id: string) => answer(api.POST('/api/v1/users/{id}/unlock', { params: { path: { id } } })));

export const useDeactivatePerson = () =>
  useChange((id: string) => answer(api.POST('/api/v1/users/{id}/deactivate', { params: { path: { id } } })));

export const useReactivatePerson = () =>
  useChange((id: string) => answer(api.POST('/api/v1/users/{id}/reactivate', { params: { path: { id } } })));

/** The key makes a second press, or a retry after a lost answer, the same invitation. */
export const useInvite = () =>
  useChange(({ key, ...body }: { key: string; email: string; roles: string[] }) =>
    answer(api.POST('/api/v1/invitations', { body, headers: { 'Idempotency-Key': key } })),
  );
