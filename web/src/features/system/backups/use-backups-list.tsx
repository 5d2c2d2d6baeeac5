import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { ExactTime, RelativeTime } from '@/ui/time/relative-time';
import { BackupState } from './backup-state';
import type { Backup } from './backups.queries';
import { sizeText } from './size';

export function useBackupsList(): ListDefinition<Backup> {
  const { t, i18n } = useTranslation('system.backups');
  return useMemo(
    () => ({
      id: 'system.backups',
      label: t('title'),
      defaultSort: '',
      filters: [],
      rowId: (backup) => backup.id,
      rowName: (backup) => backup.name,
      rowPath: (backup) => `/admin/backups/${backup.id}`,
      empty: { title: t('empty.title'), text: t('empty.text') },
      columns: [
        { id: 'madeAt', label: t('field.madeAt'), phone: 'title', cell: ({ madeAt }) => <ExactTime value={madeAt} /> },
        { id: 'state', label: t('field.state'), phone: 'badge', cell: ({ state }) => <BackupState state={state} /> },
        { id: 'kind', label: t('field.kind'), phone: 'plain', cell: ({ kind }) => t(`kind.${kind}`) },
        {
          id: 'bytes',
          label: t('field.bytes'),
          phone: 'plain',
          align: 'end',
          cell: ({ bytes }) => sizeText(bytes, i18n.language),
        },
        {
          id: 'provenAt',
          label: t('field.provenAt'),
          phone: 'line',
          cell: ({ provenAt }) => (provenAt ? <RelativeTime value={provenAt} /> : t('never')),
        },
        { id: 'place', label: t('field.place'), cell: ({ place }) => place },
        { id: 'name', label: t('field.name'), hidden: true, cell: ({ name }) => name },
      ],
    }),
    [t, i18n.language],
  );
}
