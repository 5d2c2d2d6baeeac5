import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api } from '@/platform/api/client';
import type { Schema } from '@/api/types';
import type { ListSource } from '@/ui/list';

export type Backup = Schema<'Backup'>;
export type Backups = Schema<'ListBackupsBackupList'>;
export type BackupJob = Schema<'ListBackupsBackupRun'>;

const all = ['system.backups'] as const;

export const isOpen = (job: BackupJob | null) => job?.state === 'ready' || job?.state === 'running';

export const backupsQuery = queryOptions({
  queryKey: [...all, 'overview'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/backups', { signal })),
  refetchInterval: ({ state: { data } }) =>
    data && (isOpen(data.lastMake) || isOpen(data.lastVerification)) ? 2000 : 30_000,
});

/** The rows come with the overview: one question for both. */
export function useBackupsSource(): ListSource<Backup> {
  const cache = useQueryClient();
  return useMemo(
    () => ({
      key: [...all, 'list'],
      every: 5000,
      load: async () => ({ items: (await cache.fetchQuery({ ...backupsQuery, staleTime: 4000 })).items, next: null }),
    }),
    [cache],
  );
}

function useStart<Input>(start: (input: Input) => Promise<{ jobId: string }>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: start, onSettled: () => cache.invalidateQueries({ queryKey: all }) });
}

export const useMakeBackup = () => useStart<void>(() => answer(api.POST('/api/v1/backups')));
export const useVerifyBackup = () =>
  useStart((id: string) => answer(api.POST('/api/v1/backups/{id}/verify', { params: { path: { id } } })));
