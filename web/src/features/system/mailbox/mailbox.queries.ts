import { queryOptions } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, api } from '@/platform/api/client';

export type Mail = Schema<'Mail'>;

export const mailsQuery = (to: string) =>
  queryOptions({
    queryKey: ['development', 'mailbox', to],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/development/mailbox', { params: { query: to ? { to } : {} }, signal })),
    // A mail is sent by a job, a moment after what caused it.
    refetchInterval: 5000,
  });
