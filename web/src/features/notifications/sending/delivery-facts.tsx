import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { Code } from '@/ui/page/code';
import { CopyButton } from '@/ui/page/copy-button';
import { Fact, Facts } from '@/ui/page/facts';
import { TextLink } from '@/ui/page/text-link';
import { ExactTime, RelativeTime } from '@/ui/time/relative-time';
import { useFormats } from '@/ui/time/use-formats';
import type { DeliveryDetail } from './deliveries.queries';
import { DeliveryStatusMark } from './delivery-status';
import { nameIn, useNames } from './kinds.queries';

export function DeliveryFacts({ delivery }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation('notifications.sending');
  const { channels } = useNames();
  return (
    <>
      <Facts>
        <Fact name={t('field.status')}>
          <DeliveryStatusMark status={delivery.status} />
          {delivery.reason && <div>{delivery.reason}</div>}
        </Fact>
        <Fact name={t('field.recipient')}>
          <Recipient delivery={delivery} />
        </Fact>
        <Fact name={t('field.channel')}>{nameIn(channels, delivery.channel)}</Fact>
        <Fact name={t('field.createdAt')}>
          <ExactTime value={delivery.createdAt} /> (<RelativeTime value={delivery.createdAt} />)
        </Fact>
        {delivery.dueAt && delivery.status === 'waiting' && (
          <Fact name={t('field.dueAt')}>
            <ExactTime value={delivery.dueAt} />
          </Fact>
        )}
        {delivery.finishedAt && (
          <Fact name={t('field.finishedAt')}>
            <ExactTime value={delivery.finishedAt} />
          </Fact>
        )}
        <Fact name={t('field.deliveryId')}>
          <Code>{delivery.id}</Code>
          <CopyButton value={delivery.id} label={t('copy.deliveryId')} />
        </Fact>
      </Facts>
      <Attempts attempts={delivery.attempts} />
    </>
  );
}

function Recipient({ delivery: { recipientName, userId, webhookId } }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation('notifications.sending');
  const mayReadPeople = useCan('identity.users.read');
  const mayReadWebhooks = useCan('notifications.webhooks.manage');
  const name = recipientName ?? t('field.gone');
  if (userId && mayReadPeople) return <TextLink to={`/admin/people/${userId}`}>{name}</TextLink>;
  if (webhookId && mayReadWebhooks) return <TextLink to={`/admin/webhooks/${webhookId}`}>{name}</TextLink>;
  return name;
}

/** Newest first, each with how it ended and why. */
function Attempts({ attempts }: Pick<DeliveryDetail, 'attempts'>) {
  const { t } = useTranslation('notifications.sending');
  const { duration } = useFormats();
  const id = useId();
  if (attempts.length === 0) return null;
  return (
    <Box component="section" aria-labelledby={id} sx={{ mt: 6, fontSize: 14 }}>
      <Typography id={id} variant="h3" component="h2" sx={{ mb: 2 }}>
        {t('attempts.title')}
      </Typography>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {attempts.map((attempt) => (
          <Box component="li" key={attempt.number} sx={{ borderTop: 1, borderColor: 'tokens.border', py: 2 }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3 }}>
              <b>{t('attempts.number', { number: attempt.number })}</b>
              <span>{t(`outcome.${attempt.outcome}`)}</span>
              {attempt.latencyMs !== null && <span>{duration(attempt.latencyMs)}</span>}
            </Box>
            <Box sx={{ color: 'tokens.muted', fontSize: 13, overflowWrap: 'anywhere' }}>
              <ExactTime value={attempt.startedAt} /> {attempt.reason}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
