import Button from '@mui/material/Button';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListFrame, ListView } from '@/ui/list';
import { Page } from '@/ui/page/page';
import { CreateServerDialog } from './create-server-dialog';
import { serversSource } from './servers.queries';
import { useServersList } from './use-servers-list';

export default function ServersPage() {
  const { t } = useTranslation('mcp.servers');
  const definition = useServersList();
  const [creating, setCreating] = useState(false);
  return (
    <ListFrame>
      <Page
        title={t('servers.title')}
        description={t('servers.description')}
        width="wide"
        action={
          <Button variant="contained" color="primary" startIcon={<Plus size={16} />} onClick={() => setCreating(true)}>
            {t('server.create')}
          </Button>
        }
      >
        <ListView definition={definition} source={serversSource} />
        {creating && <CreateServerDialog onClose={() => setCreating(false)} />}
      </Page>
    </ListFrame>
  );
}
