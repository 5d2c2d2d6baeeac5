import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answerWithTag, api } from '@/platform/api/client';
import { adoptProfile } from '@/platform/session/save-preference';

export type Profile = { data: Schema<'Me'>; etag: string };

export const profileQuery = queryOptions<Profile>({
  queryKey: ['me', 'profile'],
  queryFn: ({ signal }) => answerWithTag(api.GET('/api/v1/me', { signal })),
  // Nothing may change under a person who is typing; a conflict is found when they save.
  refetchOnWindowFocus: false,
});

export function useSaveProfile() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ change, etag }: { change: Schema<'UpdateMeRequest'>; etag: string }) =>
      answerWithTag(api.PATCH('/api/v1/me', { body: change, params: { header: { 'If-Match': etag } } })),
    onSuccess(saved) {
      queries.setQueryData(profileQuery.queryKey, saved);
      adoptProfile(saved.data);
    },
  });
}
