import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { languages } from '@/platform/i18n/languages';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { EditTemplateForm } from './edit-template-form';
import { idOf, templateQuery } from './templates.queries';

const names: Readonly<Record<string, string>> = languages;

export default function TemplatePanel() {
  const { kind = '', language = '' }: { kind?: string; language?: string } = useParams({ strict: false });
  const id = idOf({ kind, language });
  // Another template starts anew: nothing typed for one may be saved to the next.
  return <TemplateDetails key={id} id={id} />;
}

export function TemplateDetails({ id }: { id: string }) {
  const { t } = useTranslation('notifications.sending');
  const query = useQuery(templateQuery(id));
  const template = query.data?.data;
  const title = template && t('template.name', { name: template.name, language: names[template.language] ?? '' });
  usePageTitle(title);
  return (
    <DetailPanel title={title ?? t('template.title')} listPath="/admin/templates">
      <QueryState query={query} shape="form">
        {({ data, etag }) => <EditTemplateForm id={id} template={data} etag={etag} />}
      </QueryState>
    </DetailPanel>
  );
}
