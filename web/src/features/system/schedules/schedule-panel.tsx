import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { EditScheduleForm } from './edit-schedule-form';
import { ScheduleActions } from './schedule-actions';
import { ScheduleFacts } from './schedule-facts';
import { idIn, scheduleQuery } from './schedules.queries';

export default function SchedulePanel() {
  const params: { id?: string } = useParams({ strict: false });
  return <ScheduleDetails key={params.id} id={idIn(params.id ?? '')} />;
}

export function ScheduleDetails({ id }: { id: string }) {
  const { t } = useTranslation('system.schedules');
  const query = useQuery(scheduleQuery(id));
  const [editing, setEditing] = useState(false);
  usePageTitle(query.data?.data.id);
  return (
    <DetailPanel title={query.data?.data.id ?? t('panel.title')} listPath="/admin/schedules">
      <QueryState query={query} shape="form">
        {({ data: schedule, etag }) =>
          editing ? (
            <EditScheduleForm schedule={schedule} etag={etag} onClose={() => setEditing(false)} />
          ) : (
            <>
              <ScheduleActions schedule={schedule} etag={etag} onEdit={() => setEditing(true)} />
              <ScheduleFacts schedule={schedule} />
            </>
          )
        }
      </QueryState>
    </DetailPanel>
  );
}
