import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { InstructionForm } from './instruction-form';
import { instructionQuery } from './instructions.queries';
import { useSubjectName } from './use-subject-name';

export default function InstructionPanel() {
  const params: { role?: string } = useParams({ strict: false });
  return <InstructionDetails key={params.role} role={params.role ?? ''} />;
}

export function InstructionDetails({ role }: { role: string }) {
  const { t } = useTranslation('assistant.rules');
  const nameOf = useSubjectName();
  const query = useQuery(instructionQuery(role));
  usePageTitle(query.data && nameOf(role));
  return (
    <DetailPanel title={query.data ? nameOf(role) : t('instruction.title')} listPath="/admin/instructions">
      <QueryState query={query} shape="form">
        {({ data, etag }) => <InstructionForm key={etag} instruction={data} etag={etag} />}
      </QueryState>
    </DetailPanel>
  );
}
