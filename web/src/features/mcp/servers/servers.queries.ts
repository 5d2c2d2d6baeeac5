import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';
import { type ListSource, bothWays, paging } from '@/ui/list';

export type Server = Schema<'Server'>;
export type ServerTool = Schema<'ServerTool'>;

const all = ['mcp.servers'] as const;

export const serversSource: ListSource<Server> = {
  key: [...all, 'list'],
  load: (query, signal) =>
    answer(
      api.GET('/api/v1/assistant/servers', {
        params: { query: paging(query, bothWays('createdAt', 'name')) },
        signal,
      }),
    ),
};

export const serverQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) =>
      answerWithTag(api.GET('/api/v1/assistant/servers/{id}', { params: { path: { id } }, signal })),
  });

export const toolsQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'tools', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/assistant/servers/{id}/tools', { params: { path: { id } }, signal })),
  });

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => cache.invalidateQueries({ queryKey: all }) });
}

export const useCreateServer = () =>
  useChange(({ key, ...body }: { key: string } & Schema<'CreateServerServerRequest'>) =>
    answer(api.POST('/api/v1/assistant/servers', { body, headers: { 'Idempotency-Key': key } })),
  );

type Versioned = { id: string; etag: string };
const versioned = ({ id, etag }: Versioned) => ({ path: { id }, header: { 'If-Match': etag } });

export const useUpdateServer = () =>
  useChange(({ id, etag, ...body }: Versioned & Schema<'UpdateServerServerChangeRequest'>) =>
    answer(api.PATCH('/api/v1/assistant/servers/{id}', { params: versioned({ id, etag }), body })),
  );
export const useDeleteServer = () =>
  useChange((target: Versioned) => answer(api.DELETE('/api/v1/assistant/servers/{id}', { params: versioned(target) })));
export const useRefreshServer = () =>
  useChange((id: string) => answer(api.POST('/api/v1/assistant/servers/{id}/refresh', { params: { path: { id } } })));

/** The yes is bound to the description that is on the screen, by its hash. */
export const useDecideTool = () =>
  useChange(({ id, tool, allow }: { id: string; tool: ServerTool; allow: boolean }) => {
    const params = { path: { id, name: tool.name } };
    return answer(
      allow
        ? api.POST('/api/v1/assistant/servers/{id}/tools/{name}/allow', { params, body: { hash: tool.hash } })
        : api.POST('/api/v1/assistant/servers/{id}/tools/{name}/forbid', { params }),
    );
  });
