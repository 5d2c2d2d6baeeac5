import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { RelativeTime } from '@/ui/time/relative-time';
import { nameIn, useNames } from './kinds.queries';
import { WebhookStatus } from './webhook-status';
import type { Webhook } from './webhooks.queries';

export function useWebhooksList(): ListDefinition<Webhook> {
  const { t, i18n } = useTranslation('notifications.sending');
  const { kinds } = useNames();
  return useMemo(
    () => ({
      id: 'notifications.webhooks',
      label: t('webhooks.title'),
      defaultSort: '-createdAt',
      exportPath: '/api/v1/webhooks',
      rowId: (webhook) => webhook.id,
      rowName: (webhook) => webhook.name,
      rowPath: (webhook) => `/admin/webhooks/${webhook.id}`,
      empty: { title: t('webhooks.empty.title'), text: t('webhooks.empty.text') },
      filters: [],
      columns: [
        { id: 'name', label: t('field.name'), sort: 'name', phone: 'title', cell: (webhook) => webhook.name },
        {
          id: 'status',
          label: t('field.status'),
          phone: 'badge',
          cell: (webhook) => <WebhookStatus enabled={webhook.isEnabled} />,
        },
        { id: 'origin', label: t('field.origin'), phone: 'plain', cell: (webhook) => webhook.origin },
        { id: 'format', label: t('field.format'), cell: (webhook) => t(`format.${webhook.format}`) },
        {
          id: 'kinds',
          label: t('field.kinds'),
          phone: 'line',
          cell: (webhook) =>
            webhook.kinds.length === 0
              ? t('kinds.all')
              : new Intl.ListFormat(i18n.language).format(webhook.kinds.map((kind) => nameIn(kinds, kind))),
        },
        {
          id: 'createdAt',
          label: t('field.createdAt'),
          sort: 'createdAt',
          cell: (webhook) => <RelativeTime value={webhook.createdAt} />,
        },
      ],
    }),
    [t, i18n, kinds],
  );
}
