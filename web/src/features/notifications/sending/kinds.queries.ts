import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/platform/api/client';
import type { Choice } from '@/ui/list';

const choiceOf = ({ name, displayName }: { name: string; displayName: string }): Choice => ({
  value: name,
  label: displayName,
});

/** Everybody may read what there is to be told of; here it gives the kinds and channels their names. */
const namesQuery = queryOptions({
  queryKey: ['notifications.sending', 'names'],
  queryFn: async ({ signal }) => {
    const { kinds, channels } = await answer(api.GET('/api/v1/notifications/preferences', { signal }));
    return { kinds: kinds.map(choiceOf), channels: channels.map(choiceOf) };
  },
  staleTime: 300_000,
});

/** The names of kinds and channels; the stable name of one that is gone. Nobody chooses webhooks for themselves. */
export function useNames() {
  const { t } = useTranslation('notifications.sending');
  const { data } = useQuery(namesQuery);
  return useMemo(() => {
    const outside = [
      { value: 'webhook', label: t('webhook.title') },
      { value: 'slack', label: t('format.slack') },
    ];
    // Raised by nobody and so chosen by nobody; an operator's test is delivered all the same.
    const test = { value: 'notifications.test', label: t('kind.test') };
    return { kinds: [...(data?.kinds ?? []), test], channels: [...(data?.channels ?? []), ...outside] };
  }, [data, t]);
}

export function nameIn(choices: readonly Choice[], value: string): string {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}
