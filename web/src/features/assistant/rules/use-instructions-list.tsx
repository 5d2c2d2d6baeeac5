import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import type { Instruction } from './instructions.queries';
import { useSubjectName } from './use-subject-name';

export function useInstructionsList(): ListDefinition<Instruction> {
  const { t } = useTranslation('assistant.rules');
  const nameOf = useSubjectName();
  return useMemo(
    () => ({
      id: 'assistant.instructions',
      label: t('instructions.title'),
      defaultSort: '',
      filters: [],
      rowId: ({ role }) => role,
      rowName: ({ role }) => nameOf(role),
      rowPath: ({ role }) => `/admin/instructions/${encodeURIComponent(role)}`,
      empty: { title: t('instructions.empty.title'), text: t('instructions.empty.text') },
      columns: [
        { id: 'role', label: t('field.role'), phone: 'title', width: 240, cell: ({ role }) => nameOf(role) },
        { id: 'text', label: t('field.text'), phone: 'plain', cell: ({ text }) => text || t('instruction.none') },
      ],
    }),
    [t, nameOf],
  );
}
