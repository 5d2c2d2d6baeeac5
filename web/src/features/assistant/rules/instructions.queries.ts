import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';
import type { ListSource } from '@/ui/list';

export type Instruction = Schema<'Instruction'>;

const all = ['assistant.rules', 'instructions'] as const;

/** Those for everybody first, then each role whether anything was written for it or not. */
export const instructionsSource: ListSource<Instruction> = {
  key: [...all, 'rows'],
  load: async (_, signal) => {
    const { items, knownRoles } = await answer(api.GET('/api/v1/assistant/instructions', { signal }));
    const written = new Map(items.map(({ role, text }) => [role, text]));
    const roles = new Set(['everyone', ...knownRoles, ...written.keys()]);
    return { items: [...roles].map((role) => ({ role, text: written.get(role) ?? '' })), next: null };
  },
};

export const instructionQuery = (role: string) =>
  queryOptions({
    queryKey: [...all, 'instruction', role],
    queryFn: ({ signal }) =>
      answerWithTag(api.GET('/api/v1/assistant/instructions/{role}', { params: { path: { role } }, signal })),
  });

export function useSaveInstruction() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ role, etag, text }: Instruction & { etag: string }) =>
      answer(
        api.PUT('/api/v1/assistant/instructions/{role}', {
          params: { path: { role }, header: { 'If-Match': etag } },
          body: { text },
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: all }),
  });
}
