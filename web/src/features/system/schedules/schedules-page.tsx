import { useTranslation } from 'react-i18next';
import { ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { schedulesSource } from './schedules.queries';
import { useSchedulesList } from './use-schedules-list';

export default function SchedulesPage() {
  const { t } = useTranslation('system.schedules');
  const definition = useSchedulesList();
  return (
    <ListFrame>
      <Page title={t('title')} description={t('description')} width="wide">
        <ListView definition={definition} source={schedulesSource} />
      </Page>
    </ListFrame>
  );
}
