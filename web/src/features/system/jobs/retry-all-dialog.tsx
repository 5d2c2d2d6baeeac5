import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createAttempt } from '@/platform/api/attempt';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import type { ListQuery } from '@/ui/list';
import { useRetryAll } from './jobs.queries';

interface Props {
  query: ListQuery;
  state: 'dead' | 'cancelled';
  onClose: () => void;
}

/** Everything that the filter shows, on any page of it. It is a job of its own: the page can be left. */
export function RetryAllDialog({ query, state, onClose }: Props) {
  const { t } = useTranslation('system.jobs');
  const retryAll = useRetryAll();
  const [attempt] = useState(createAttempt);
  const kind = query.filters.kind?.[0];
  return (
    <ConfirmDialog
      open
      title={kind ? t('retry.all.title.kind', { state, kind }) : t('retry.all.title', { state })}
      consequence={t('retry.all.consequence')}
      confirmLabel={t('retry.all.action')}
      cancelLabel={t('back')}
      busy={retryAll.isPending}
      error={retryAll.error}
      onConfirm={() =>
        retryAll.mutate(
          { query, state, key: attempt.keyFor({ query, state }) },
          {
            onSuccess: () => {
              toast(t('retry.all.started'));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
