import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { JobActions } from './job-actions';
import { JobFacts } from './job-facts';
import { JobHistory } from './job-history';
import { jobQuery } from './jobs.queries';

export default function JobPanel() {
  const params: { id?: string } = useParams({ strict: false });
  return <JobDetails id={params.id ?? ''} />;
}

export function JobDetails({ id }: { id: string }) {
  const { t } = useTranslation('system.jobs');
  const query = useQuery(jobQuery(id));
  usePageTitle(query.data?.job.kind);
  return (
    <DetailPanel title={query.data?.job.kind ?? t('panel.title')} listPath="/admin/jobs">
      <QueryState query={query} shape="form">
        {(detail) => (
          <>
            <JobActions job={detail.job} />
            <JobFacts job={detail.job} />
            <JobHistory detail={detail} />
          </>
        )}
      </QueryState>
    </DetailPanel>
  );
}
