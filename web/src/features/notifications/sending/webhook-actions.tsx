import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useRouter } from '@tanstack/react-router';
import { KeyRound, Pause, Pencil, Play, ScrollText, SendHorizontal, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { useCan } from '@/platform/session/use-session';
import { ConfirmDialog } from '@/ui/feedback/confirm-dialog';
import { toast } from '@/ui/feedback/toast';
import { LinkButton } from '@/ui/list';
import { useFormats } from '@/ui/time/use-formats';
import { ShownSecret } from './shown-secret';
import { useDeleteWebhook, useRotateSecret, useTestWebhook, useUpdateWebhook, type Webhook } from './webhooks.queries';

type Props = { webhook: Webhook; etag: string; onEdit: () => void };

export function WebhookActions({ webhook, etag, onEdit }: Props) {
  const { t } = useTranslation('notifications.sending');
  const problemText = useProblemText();
  const mayReadDeliveries = useCan('notifications.deliveries.read');
  const test = useTestWebhook();
  const update = useUpdateWebhook();
  const router = useRouter();
  const [dialog, setDialog] = useState<'rotate' | 'delete'>();
  const { id, name, isEnabled } = webhook;
  const onError = (error: unknown) => toast(problemText(error), { tone: 'error' });
  const open = (delivery: string) => void router.navigate({ to: `/admin/deliveries/${delivery}` });

  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 5 }}>
      <Button
        size="small"
        startIcon={<SendHorizontal size={14} />}
        loading={test.isPending}
        onClick={() =>
          test.mutate(id, {
            onSuccess: ({ deliveryId }) =>
              toast(
                t('test.sent'),
                mayReadDeliveries ? { action: { label: t('test.open'), onClick: () => open(deliveryId) } } : {},
              ),
            onError,
          })
        }
      >
        {t('webhook.test')}
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
            { onSuccess: () => toast(t(isEnabled ? 'webhook.paused' : 'webhook.resumed', { name })), onError },
          )
        }
      >
        {isEnabled ? t('webhook.pause') : t('webhook.resume')}
      </Button>
      {webhook.format === 'standard' && (
        <Button size="small" startIcon={<KeyRound size={14} />} onClick={() => setDialog('rotate')}>
          {t('rotate.action')}
        </Button>
      )}
      {mayReadDeliveries && (
        <LinkButton size="small" to="/admin/deliveries" search={{ webhookId: id }} startIcon={<ScrollText size={14} />}>
          {t('webhook.deliveries')}
        </LinkButton>
      )}
      <Button size="small" color="error" startIcon={<Trash2 size={14} />} onClick={() => setDialog('delete')}>
        {t('delete.action')}
      </Button>
      {dialog === 'rotate' && <RotateDialog webhook={webhook} etag={etag} onClose={() => setDialog(undefined)} />}
      {dialog === 'delete' && <DeleteDialog webhook={webhook} etag={etag} onClose={() => setDialog(undefined)} />}
    </Box>
  );
}

type DialogProps = { webhook: Webhook; etag: string; onClose: () => void };

function RotateDialog({ webhook, etag, onClose }: DialogProps) {
  const { t } = useTranslation('notifications.sending');
  const { dateTime } = useFormats();
  const rotate = useRotateSecret();
  const heading = useId();
  if (rotate.data) {
    return (
      <Dialog open aria-labelledby={heading} fullWidth maxWidth="sm">
        <Box sx={{ p: 5, display: 'grid', gap: 4 }}>
          <Typography id={heading} variant="h2">
            {t('secret.title')}
          </Typography>
          <ShownSecret secret={rotate.data.secret} until={dateTime(rotate.data.previousSecretUntil)} onDone={onClose} />
        </Box>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      open
      title={t('rotate.title', { name: webhook.name })}
      consequence={t('rotate.consequence')}
      confirmLabel={t('rotate.action')}
      busy={rotate.isPending}
      error={rotate.error}
      onConfirm={() => rotate.mutate({ id: webhook.id, etag })}
      onClose={onClose}
    />
  );
}

function DeleteDialog({ webhook, etag, onClose }: DialogProps) {
  const { t } = useTranslation('notifications.sending');
  const router = useRouter();
  const remove = useDeleteWebhook();
  return (
    <ConfirmDialog
      open
      title={t('delete.title', { name: webhook.name })}
      consequence={t('delete.consequence')}
      confirmLabel={t('delete.action')}
      tone="danger"
      typeToConfirm={webhook.name}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() =>
        remove.mutate(
          { id: webhook.id, etag },
          {
            onSuccess: () => {
              toast(t('delete.done', { name: webhook.name }));
              void router.navigate({ to: '/admin/webhooks', replace: true });
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
