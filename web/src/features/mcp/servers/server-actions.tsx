import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRouter } from '@tanstack/react-router';
import { Pause, Pencil, Play, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { type Server, useDeleteServer, useRefreshServer, useUpdateServer } from './servers.queries';

type Props = { server: Server; etag: string; onEdit: () => void };

export function ServerActions({ server, etag, onEdit }: Props) {
  const { t } = useTranslation('mcp.servers');
  const problemText = useProblemText();
  const router = useRouter();
  const refresh = useRefreshServer();
  const update = useUpdateServer();
  const remove = useDeleteServer();
  const [removing, setRemoving] = useState(false);
  const { id, name, isEnabled } = server;
  const onError = (error: unknown) => toast(problemText(error), { tone: 'error' });

  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 5 }}>
      <Button
        size="small"
        startIcon={<RefreshCw size={14} />}
        loading={refresh.isPending}
        onClick={() =>
          refresh.mutate(id, {
            onSuccess: ({ tools, changed, ignored }) => toast(t('refresh.done', { tools, changed, ignored })),
            onError,
          })
        }
      >
        {t('refresh')}
      </Button>
      <Button size="small" startIcon={<Pencil size={14} />} onClick={onEdit}>
        {t('edit')}
      </Button>
      <Button
        size="small"
        startIcon={isEnabled ? <Pause size={14} /> : <Play size={14} />}
        loading={update.isPending}
        onClick={() =>
          update.mutate(
            { id, etag, isEnabled: !isEnabled },
            { onSuccess: () => toast(t(isEnabled ? 'server.paused' : 'server.resumed', { name })), onError },
          )
        }
      >
        {isEnabled ? t('server.pause') : t('server.resume')}
      </Button>
      <Button size="small" color="error" startIcon={<Trash2 size={14} />} onClick={() => setRemoving(true)}>
        {t('delete.action')}
      </Button>
      {removing && (
        <ConfirmDialog
          open
          title={t('delete.title', { name })}
          consequence={t('delete.consequence')}
          confirmLabel={t('delete.action')}
          tone="danger"
          typeToConfirm={name}
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() =>
            remove.mutate(
              { id, etag },
              {
                onSuccess: () => {
                  toast(t('delete.done', { name }));
                  void router.navigate({ to: '/admin/servers', replace: true });
                },
              },
            )
          }
          onClose={() => setRemoving(false)}
        />
      )}
    </Box>
  );
}
