import { useTranslation } from 'react-i18next';
import { ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { approvalsSource } from './approvals.queries';
import { useApprovalsList } from './use-approvals-list';

export default function ApprovalsPage() {
  const { t } = useTranslation('approvals.queue');
  const definition = useApprovalsList();
  return (
    <ListFrame>
      <Page title={t('title')} description={t('description')} width="wide">
        <ListView definition={definition} source={approvalsSource} />
      </Page>
    </ListFrame>
  );
}
