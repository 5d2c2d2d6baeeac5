import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { Code } from '@/ui/page/code';
import { Fact, Facts } from '@/ui/page/facts';
import { usePageTitle } from '@/ui/page/page-title';
import { QueryState } from '@/ui/states';
import { ExactTime } from '@/ui/time/relative-time';
import { EditServerForm } from './edit-server-form';
import { ServerActions } from './server-actions';
import { ServerStatus } from './server-status';
import { ServerTools } from './server-tools';
import { type Server, serverQuery } from './servers.queries';

export default function ServerPanel() {
  const params: { id?: string } = useParams({ strict: false });
  return <ServerDetails key={params.id} id={params.id ?? ''} />;
}

export function ServerDetails({ id }: { id: string }) {
  const { t } = useTranslation('mcp.servers');
  const query = useQuery(serverQuery(id));
  const [editing, setEditing] = useState(false);
  usePageTitle(query.data?.data.name);
  return (
    <DetailPanel title={query.data?.data.name ?? t('server.title')} listPath="/admin/servers">
      <QueryState query={query} shape="form">
        {({ data: server, etag }) =>
          editing ? (
            <EditServerForm server={server} etag={etag} onClose={() => setEditing(false)} />
          ) : (
            <>
              <ServerActions server={server} etag={etag} onEdit={() => setEditing(true)} />
              <ServerFacts server={server} />
              <ServerTools server={server} />
            </>
          )
        }
      </QueryState>
    </DetailPanel>
  );
}

function ServerFacts({ server }: { server: Server }) {
  const { t } = useTranslation('mcp.servers');
  return (
    <Facts>
      <Fact name={t('field.status')}>
        <ServerStatus enabled={server.isEnabled} />
      </Fact>
      <Fact name={t('field.prefix')}>
        <Code>{server.prefix}</Code>
      </Fact>
      <Fact name={t('field.url')}>
        <Code>{server.url}</Code>
      </Fact>
      <Fact name={t('field.secret')}>
        {server.header ? t('secret.kept', { header: server.header }) : t('secret.none')}
      </Fact>
      <Fact name={t('field.readAt')}>{server.readAt ? <ExactTime value={server.readAt} /> : t('never')}</Fact>
      <Fact name={t('field.createdAt')}>
        <ExactTime value={server.createdAt} />
      </Fact>
    </Facts>
  );
}
