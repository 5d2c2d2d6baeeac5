import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { RelativeTime } from '@/ui/time/relative-time';
import { useFormats } from '@/ui/time/use-formats';
import { type Delivery, personName, statuses, webhookName } from './deliveries.queries';
import { DeliveryStatusMark } from './delivery-status';
import { nameIn, useNames } from './kinds.queries';

export function useDeliveriesList(): ListDefinition<Delivery> {
  const { t } = useTranslation('notifications.sending');
  const { kinds, channels } = useNames();
  const { duration } = useFormats();
  return useMemo(
    () => ({
      id: 'notifications.deliveries',
      label: t('deliveries.title'),
      defaultSort: '-createdAt',
      exportPath: '/api/v1/deliveries',
      rowId: (delivery) => delivery.id,
      rowName: ({ kind, recipientName }) => [nameIn(kinds, kind), recipientName].filter(Boolean).join(', '),
      rowPath: (delivery) => `/admin/deliveries/${delivery.id}`,
      empty: { title: t('deliveries.empty.title'), text: t('deliveries.empty.text') },
      filters: [
        {
          kind: 'choice',
          id: 'status',
          label: t('field.status'),
          tabs: true,
          options: statuses.map((value) => ({ value, label: t(`status.${value}`) })),
        },
        { kind: 'choice', id: 'channel', label: t('field.channel'), multiple: true, open: true, options: channels },
        { kind: 'choice', id: 'kind', label: t('field.kind'), multiple: true, open: true, options: kinds },
        { kind: 'dates', id: 'created', label: t('field.createdAt'), from: 'createdFrom', to: 'createdTo' },
        { kind: 'link', id: 'userId', label: t('field.person'), nameOf: personName },
        { kind: 'link', id: 'webhookId', label: t('webhook.title'), nameOf: webhookName },
        { kind: 'link', id: 'eventId', label: t('field.event') },
      ],
      columns: [
        { id: 'kind', label: t('field.kind'), phone: 'title', cell: (delivery) => nameIn(kinds, delivery.kind) },
        {
          id: 'recipient',
          label: t('field.recipient'),
          phone: 'plain',
          cell: (delivery) => delivery.recipientName ?? t('field.gone'),
        },
        {
          id: 'status',
          label: t('field.status'),
          phone: 'badge',
          cell: (delivery) => <DeliveryStatusMark status={delivery.status} />,
        },
        {
          id: 'channel',
          label: t('field.channel'),
          phone: 'plain',
          cell: (delivery) => nameIn(channels, delivery.channel),
        },
        {
          id: 'createdAt',
          label: t('field.createdAt'),
          sort: 'createdAt',
          phone: 'plain',
          cell: (delivery) => <RelativeTime value={delivery.createdAt} />,
        },
        { id: 'attempts', label: t('field.attempts'), align: 'end', cell: (delivery) => delivery.attempts },
        {
          id: 'latency',
          label: t('field.latency'),
          align: 'end',
          cell: ({ latencyMs }) => (latencyMs === null ? t('none') : duration(latencyMs)),
        },
        { id: 'reason', label: t('field.reason'), cell: (delivery) => delivery.reason },
      ],
    }),
    [t, kinds, channels, duration],
  );
}
