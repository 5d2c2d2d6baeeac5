import { useTranslation } from 'react-i18next';
import { ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { toolsSource } from './tools.queries';
import { useToolsList } from './use-tools-list';

export default function ToolsPage() {
  const { t } = useTranslation('approvals.queue');
  const definition = useToolsList();
  return (
    <ListFrame>
      <Page title={t('tools.title')} description={t('tools.description')} width="wide">
        <ListView definition={definition} source={toolsSource} />
      </Page>
    </ListFrame>
  );
}
