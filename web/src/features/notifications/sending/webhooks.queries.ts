import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';
import { type ListSource, bothWays, paging } from '@/ui/list';

export type Webhook = Schema<'Webhook'>;
export const formats = ['standard', 'slack'] as const satisfies readonly Schema<'WebhookFormat'>[];

const all = ['notifications.sending', 'webhooks'] as const;

export const webhooksSource: ListSource<Webhook> = {
  key: [...all, 'list'],
  load: (query, signal) =>
    answer(api.GET('/api/v1/webhooks', { params: { query: paging(query, bothWays('createdAt', 'name')) }, signal })),
};

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) => answerWithTag(api.GET('/api/v1/webhooks/{id}', { params: { path: { id } }, signal })),
  });

function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => cache.invalidateQueries({ queryKey: all }) });
}

export const useCreateWebhook = () =>
  useChange(({ key, ...body }: { key: string } & Schema<'CreateWebhookWebhookRequest'>) =>
    answer(api.POST('/api/v1/webhooks', { body, headers: { 'Idempotency-Key': key } })),
  );

type Versioned = { id: string; etag: string };
const versioned = ({ id, etag }: Versioned) => ({ path: { id }, header: { 'If-Match': etag } });

export const useUpdateWebhook = () =>
  useChange(({ id, etag, ...body }: Versioned & Schema<'UpdateWebhookWebhookChangeRequest'>) =>
    answer(api.PATCH('/api/v1/webhooks/{id}', { params: versioned({ id, etag }), body })),
  );
export const useDeleteWebhook = () =>
  useChange((target: Versioned) => answer(api.DELETE('/api/v1/webhooks/{id}', { params: versioned(target) })));
export const useRotateSecret = () =>
  useChange((target: Versioned) => answer(api.POST('/api/v1/webhooks/{id}/secret', { params: versioned(target) })));
export const useTestWebhook = () =>
  useChange((id: string) => answer(api.POST('/api/v1/webhooks/{id}/test', { params: { path: { id } } })));
