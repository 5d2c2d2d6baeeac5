import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { RelativeTime } from '@/ui/time/relative-time';
import type { Note } from './notes.queries';

export function useNotesList(): ListDefinition<Note> {
  const { t } = useTranslation('Notes.notes');
  return useMemo(
    () => ({
      id: 'Notes.notes',
      label: t('title'),
      defaultSort: '-createdAt',
      exportPath: '/api/v1/notes',
      rowId: (note) => note.id,
      rowName: (note) => note.title,
      empty: { title: t('empty.title'), text: t('empty.text') },
      filters: [],
      columns: [
        { id: 'title', label: t('field.title'), sort: 'title', phone: 'title', cell: (note) => note.title },
        { id: 'text', label: t('field.text'), phone: 'plain', cell: (note) => note.text },
        {
          id: 'createdAt',
          label: t('field.createdAt'),
          sort: 'createdAt',
          phone: 'line',
          cell: (note) => <RelativeTime value={note.createdAt} />,
        },
      ],
    }),
    [t],
  );
}
