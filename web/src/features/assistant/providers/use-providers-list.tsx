import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { ProviderState } from './provider-state';
import type { Provider } from './providers.queries';

export function useProvidersList(): ListDefinition<Provider> {
  const { t } = useTranslation('assistant.providers');
  return useMemo(
    () => ({
      id: 'assistant.providers',
      label: t('title'),
      defaultSort: 'position',
      filters: [],
      rowId: (provider) => provider.id,
      rowName: (provider) => provider.name,
      rowPath: (provider) => `/admin/providers/${provider.id}`,
      empty: { title: t('empty.title'), text: t('empty.text') },
      columns: [
        {
          id: 'position',
          label: t('field.position'),
          sort: 'position',
          phone: 'line',
          width: 96,
          cell: ({ position }) => position,
        },
        { id: 'name', label: t('field.name'), sort: 'name', phone: 'title', cell: ({ name }) => name },
        { id: 'kind', label: t('field.kind'), phone: 'plain', cell: ({ kind }) => t(`kind.${kind}`) },
        { id: 'model', label: t('field.model'), phone: 'plain', cell: ({ model }) => model },
        {
          id: 'state',
          label: t('field.state'),
          phone: 'badge',
          cell: ({ isEnabled }) => <ProviderState isEnabled={isEnabled} />,
        },
        { id: 'roles', label: t('field.roles'), cell: ({ roles }) => roles.join(', ') || t('roles.all') },
        { id: 'url', label: t('field.url'), hidden: true, cell: ({ url }) => url },
      ],
    }),
    [t],
  );
}
