import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import { Fact, Facts } from '@/ui/page/facts';
import { Notice } from '@/ui/page/notice';
import { usePageTitle } from '@/ui/page/page-title';
import { DetailPanel } from '@/ui/list';
import { QueryState } from '@/ui/states';
import { ExactTime } from '@/ui/time/relative-time';
import { useFormats } from '@/ui/time/use-formats';
import { EditWebhookForm } from './edit-webhook-form';
import { nameIn, useNames } from './kinds.queries';
import { nameOfLanguage } from './spoken';
import { WebhookActions } from './webhook-actions';
import { WebhookStatus } from './webhook-status';
import { type Webhook, webhookQuery } from './webhooks.queries';

export default function WebhookPanel() {
  const params: { id?: string } = useParams({ strict: false });
  return <WebhookDetails key={params.id} id={params.id ?? ''} />;
}

export function WebhookDetails({ id }: { id: string }) {
  const { t } = useTranslation('notifications.sending');
  const query = useQuery(webhookQuery(id));
  const [editing, setEditing] = useState(false);
  usePageTitle(query.data?.data.name);
  return (
    <DetailPanel title={query.data?.data.name ?? t('webhook.title')} listPath="/admin/webhooks">
      <QueryState query={query} shape="form">
        {({ data: webhook, etag }) =>
          editing ? (
            <EditWebhookForm webhook={webhook} etag={etag} onClose={() => setEditing(false)} />
          ) : (
            <>
              <WebhookActions webhook={webhook} etag={etag} onEdit={() => setEditing(true)} />
              <WebhookFacts webhook={webhook} />
            </>
          )
        }
      </QueryState>
    </DetailPanel>
  );
}

function WebhookFacts({ webhook }: { webhook: Webhook }) {
  const { t, i18n } = useTranslation('notifications.sending');
  const { kinds } = useNames();
  const { dateTime } = useFormats();
  const [now] = useState(() => Date.now());
  const overlap = webhook.previousSecretUntil;
  return (
    <>
      {overlap && Date.parse(overlap) > now && (
        <Box sx={{ mb: 4 }}>
          <Notice>{t('secret.both', { until: dateTime(overlap) })}</Notice>
        </Box>
      )}
      <Facts>
        <Fact name={t('field.status')}>
          <WebhookStatus enabled={webhook.isEnabled} />
        </Fact>
        <Fact name={t('field.origin')}>
          <Code>{webhook.origin}</Code> {t('origin.rest')}
        </Fact>
        <Fact name={t('field.format')}>{t(`format.${webhook.format}`)}</Fact>
        <Fact name={t('field.language')}>{nameOfLanguage(webhook.language)}</Fact>
        <Fact name={t('field.kinds')}>
          {webhook.kinds.length === 0
            ? t('kinds.all')
            : new Intl.ListFormat(i18n.language).format(webhook.kinds.map((kind) => nameIn(kinds, kind)))}
        </Fact>
        <Fact name={t('field.createdAt')}>
          <ExactTime value={webhook.createdAt} />
        </Fact>
      </Facts>
    </>
  );
}
