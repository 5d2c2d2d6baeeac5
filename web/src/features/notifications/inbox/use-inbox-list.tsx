import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { TextLink } from '@/ui/page/text-link';
import { RelativeTime } from '@/ui/time/relative-time';
import { type Notification, preferencesQuery } from './inbox.queries';
import { UnreadMark } from './unread-mark';

export function useInboxList(onFollow: (item: Notification) => void): ListDefinition<Notification> {
  const { t } = useTranslation('notifications.inbox');
  const kinds = useQuery(preferencesQuery).data?.data.kinds;
  return useMemo(
    () => ({
      id: 'notifications.inbox',
      label: t('title'),
      defaultSort: '-createdAt',
      rowId: (item) => item.id,
      rowName: (item) => item.title,
      empty: { title: t('empty.title'), text: t('empty.text') },
      filters: [
        {
          kind: 'choice',
          id: 'unread',
          label: t('field.read'),
          tabs: true,
          options: [
            { value: 'true', label: t('unread') },
            { value: 'false', label: t('read') },
          ],
        },
        {
          kind: 'choice',
          id: 'kind',
          label: t('field.kind'),
          multiple: true,
          open: true,
          options: (kinds ?? []).map(({ name, displayName }) => ({ value: name, label: displayName })),
        },
      ],
      columns: [
        {
          id: 'title',
          label: t('field.title'),
          phone: 'title',
          cell: (item) => (
            <Box component="span" sx={{ display: 'inline-flex', gap: 2 }}>
              <UnreadMark unread={!item.readAt} />
              <Box component="span" sx={{ fontWeight: item.readAt ? 500 : 600 }}>
                {item.title}
              </Box>
            </Box>
          ),
        },
        { id: 'text', label: t('field.text'), phone: 'plain', cell: (item) => item.text },
        {
          id: 'createdAt',
          label: t('field.createdAt'),
          sort: 'createdAt',
          phone: 'plain',
          cell: (item) => <RelativeTime value={item.createdAt} />,
        },
        {
          id: 'action',
          label: t('field.action'),
          phone: 'plain',
          cell: (item) =>
            item.link && (
              <TextLink to={item.link} onClick={() => onFollow(item)}>
                {item.action ?? t('open')}
              </TextLink>
            ),
        },
      ],
    }),
    [t, kinds, onFollow],
  );
}
