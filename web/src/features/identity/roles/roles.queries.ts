import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, answerWithTag, api } from '@/platform/api/client';
import type { Schema } from '@/api/types';
import { type ListSource, bothWays, paging } from '@/ui/list';

export type Role = Schema<'Role'>;

const sorts = bothWays('createdAt', 'name');
const all = ['identity.roles'] as const;

export const rolesSource: ListSource<Role> = {
  key: [...all, 'list'],
  load: (query, signal) => answer(api.GET('/api/v1/roles', { params: { query: paging(query, sorts) }, signal })),
};

export const roleQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'role', id],
    queryFn: ({ signal }) => answerWithTag(api.GET('/api/v1/roles/{id}', { params: { path: { id } }, signal })),
  });

/** Declared by modules in code: they change with a new version of the server, not while a page is open. */
export const permissionsQuery = queryOptions({
  queryKey: [...all, 'permissions'],
  queryFn: async ({ signal }) => (await answer(api.GET('/api/v1/permissions', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: all }),
        // People carry the names of their roles.
        cache.invalidateQueries({ queryKey: ['identity.people'] }),
      ]),
  });
}

export const useCreateRole = () =>
  useChange(({ key, ...body }: { key: string } & Schema<'CreateRoleRequest'>) =>
    answer(api.POST('/api/v1/roles', { body, headers: { 'Idempotency-Key': key } })),
  );

export const useUpdateRole = () =>
  useChange(({ id, etag, ...body }: { id: string; etag: string } & Schema<'UpdateRoleRequest'>) =>
    answer(api.PATCH('/api/v1/roles/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body })),
  );

export const useDeleteRole = () =>
  useChange(({ id, etag }: { id: string; etag: string }) =>
    answer(api.DELETE('/api/v1/roles/{id}', { params: { path: { id }, header: { 'If-Match': etag } } })),
  );
