import Box from '@mui/material/Box';
import { PencilLine } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '@/platform/i18n/languages';
import { type ListDefinition, ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { idOf, type TemplateLine, templatesSource } from './templates.queries';

export default function TemplatesPage() {
  const { t } = useTranslation('notifications.sending');
  const definition = useTemplatesList();
  return (
    <ListFrame>
      <Page title={t('templates.title')} description={t('templates.description')} width="wide">
        <ListView definition={definition} source={templatesSource} />
      </Page>
    </ListFrame>
  );
}

function useTemplatesList(): ListDefinition<TemplateLine> {
  const { t } = useTranslation('notifications.sending');
  return useMemo(
    () => ({
      id: 'notifications.templates',
      label: t('templates.title'),
      defaultSort: '',
      rowId: idOf,
      rowName: (template) => template.name,
      rowPath: (template) => `/admin/templates/${idOf(template)}`,
      empty: { title: t('templates.empty.title'), text: t('templates.empty.text') },
      filters: [
        {
          kind: 'choice',
          id: 'language',
          label: t('field.language'),
          tabs: true,
          options: Object.entries(languages).map(([value, label]) => ({ value, label })),
        },
      ],
      columns: [
        { id: 'name', label: t('field.kind'), phone: 'title', cell: (template) => template.name },
        { id: 'language', label: t('field.language'), phone: 'plain', cell: ({ language }) => nameOf(language) },
        {
          id: 'changed',
          label: t('field.words'),
          phone: 'badge',
          cell: ({ isChanged }) =>
            isChanged ? (
              <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5 }}>
                <PencilLine size={14} aria-hidden />
                {t('template.changed')}
              </Box>
            ) : (
              t('template.original')
            ),
        },
      ],
    }),
    [t],
  );
}

function nameOf(language: string): string {
  const known: Readonly<Record<string, string>> = languages;
  return known[language] ?? language;
}
