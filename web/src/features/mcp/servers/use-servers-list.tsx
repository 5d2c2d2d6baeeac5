import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { RelativeTime } from '@/ui/time/relative-time';
import type { Server } from './servers.queries';
import { ServerStatus } from './server-status';

export function useServersList(): ListDefinition<Server> {
  const { t } = useTranslation('mcp.servers');
  return useMemo(
    () => ({
      id: 'mcp.servers',
      label: t('servers.title'),
      defaultSort: '-createdAt',
      exportPath: '/api/v1/assistant/servers',
      rowId: (server) => server.id,
      rowName: (server) => server.name,
      rowPath: (server) => `/admin/servers/${server.id}`,
      empty: { title: t('servers.empty.title'), text: t('servers.empty.text') },
      filters: [],
      columns: [
        { id: 'name', label: t('field.name'), sort: 'name', phone: 'title', cell: (server) => server.name },
        {
          id: 'status',
          label: t('field.status'),
          phone: 'badge',
          cell: (server) => <ServerStatus enabled={server.isEnabled} />,
        },
        { id: 'prefix', label: t('field.prefix'), phone: 'plain', cell: (server) => server.prefix },
        { id: 'url', label: t('field.url'), phone: 'line', cell: (server) => server.url },
        {
          id: 'readAt',
          label: t('field.readAt'),
          cell: (server) => (server.readAt ? <RelativeTime value={server.readAt} /> : t('never')),
        },
        {
          id: 'createdAt',
          label: t('field.createdAt'),
          sort: 'createdAt',
          cell: (server) => <RelativeTime value={server.createdAt} />,
        },
      ],
    }),
    [t],
  );
}
