import { useTranslation } from 'react-i18next';
import { ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { UsageCharts } from './usage-charts';
import { usageSource } from './usage.queries';
import { useUsageList } from './use-usage-list';

export default function UsagePage() {
  const { t } = useTranslation('assistant.usage');
  const definition = useUsageList();
  return (
    <ListFrame>
      <Page title={t('title')} description={t('description')} width="wide">
        <UsageCharts />
        <ListView definition={definition} source={usageSource} />
      </Page>
    </ListFrame>
  );
}
