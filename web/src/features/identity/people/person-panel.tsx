import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { EditPersonForm } from './edit-person-form';
import { personQuery } from './people.queries';
import { PersonActions } from './person-actions';
import { PersonFacts } from './person-facts';

export default function PersonPanel() {
  const params: { id?: string } = useParams({ strict: false });
  // Another person starts anew: nothing typed for one may be saved to the next.
  return <PersonDetails key={params.id} id={params.id ?? ''} />;
}

export function PersonDetails({ id }: { id: string }) {
  const { t } = useTranslation('identity.people');
  const query = useQuery(personQuery(id));
  usePageTitle(query.data?.data.displayName);
  const [editing, setEditing] = useState(false);
  return (
    <DetailPanel title={query.data?.data.displayName ?? t('panel.title')} listPath="/admin/people">
      <QueryState query={query} shape="form">
        {({ data: person, etag }) =>
          editing ? (
            <EditPersonForm person={person} etag={etag} onClose={() => setEditing(false)} />
          ) : (
            <>
              <PersonActions person={person} onEdit={() => setEditing(true)} />
              <PersonFacts person={person} />
            </>
          )
        }
      </QueryState>
    </DetailPanel>
  );
}
