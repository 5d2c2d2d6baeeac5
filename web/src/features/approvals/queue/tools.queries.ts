import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';
import type { ListSource } from '@/ui/list';

export type ToolPolicy = Schema<'ToolPolicy'>;
export type Rule = Schema<'ToolRule'>;

export const rules = ['forbid', 'ask', 'allow'] as const satisfies readonly Rule[];

const all = ['approvals.queue', 'tools'] as const;

const toolsQuery = queryOptions({
  queryKey: [...all, 'list'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/assistant/tools', { signal })),
});

/** As many as the build has: they come all at once, and are narrowed here. */
export const toolsSource: ListSource<ToolPolicy> = {
  key: [...all, 'rows'],
  load: async ({ filters }, signal) => {
    const { items } = await answer(api.GET('/api/v1/assistant/tools', { signal }));
    const kind = filters.kind?.[0];
    return {
      items: items.filter(
        (tool) => !kind || (kind === 'decided' ? isDecided(tool) : tool.readsOnly === (kind === 'reads')),
      ),
      next: null,
    };
  },
};

export const isDecided = ({ everyone, roles, secondPerson }: ToolPolicy) =>
  everyone !== null || roles.length > 0 || secondPerson;

export const rolesQuery = queryOptions({ ...toolsQuery, select: ({ knownRoles }) => knownRoles });

export const toolQuery = (name: string) =>
  queryOptions({
    queryKey: [...all, 'tool', name],
    queryFn: ({ signal }) =>
      answerWithTag(api.GET('/api/v1/assistant/tools/{name}', { params: { path: { name } }, signal })),
  });

export function useSaveTool() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ name, etag, ...body }: { name: string; etag: string } & Schema<'UpdateToolRequest'>) =>
      answer(
        api.PUT('/api/v1/assistant/tools/{name}', { params: { path: { name }, header: { 'If-Match': etag } }, body }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: all }),
  });
}
