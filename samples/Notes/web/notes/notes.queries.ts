import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, api } from '@/platform/api/client';
import { type ListSource, bothWays, paging } from '@/ui/list';

export type Note = Schema<'Note'>;

const key = ['notes', 'list'] as const;

export const notesSource: ListSource<Note> = {
  key,
  load: (query, signal) =>
    answer(api.GET('/api/v1/notes', { params: { query: paging(query, bothWays('createdAt', 'title')) }, signal })),
};

export function useWriteNote() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, attempt }: { body: Schema<'CreateNoteRequest'>; attempt: string }) =>
      answer(api.POST('/api/v1/notes', { body, headers: { 'Idempotency-Key': attempt } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
