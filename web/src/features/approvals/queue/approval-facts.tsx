import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import { Fact, Facts } from '@/ui/page/facts';
import { ExactTime, RelativeTime } from '@/ui/time/relative-time';
import { ApprovalState } from './approval-state';
import type { ApprovalDetail } from './approvals.queries';
import { valueText } from './value-text';

export function ApprovalFacts({ detail }: { detail: ApprovalDetail }) {
  const { t, i18n } = useTranslation(['approvals.queue', 'errors']);
  const { approval, reason, result } = detail;
  const code = result?.code;
  return (
    <Facts>
      <Fact name={t('field.state')}>
        <ApprovalState state={approval.state} />
        {code && <div>{i18n.exists(`errors:${code}`) ? t(`errors:${code}` as 'errors:access.denied') : code}</div>}
      </Fact>
      {result && !code && result.content !== null && result.content !== undefined && (
        <Fact name={t('field.result')}>
          <Box component="pre" tabIndex={0} sx={{ m: 0, maxHeight: 320, overflow: 'auto', fontSize: 13 }}>
            {valueText(result.content)}
          </Box>
        </Fact>
      )}
      <Fact name={t('field.onBehalfOf')}>{approval.onBehalfOf.name}</Fact>
      <Fact name={t('field.requestedBy')}>
        {t(`face.${approval.requestedBy}`)} {approval.client && <Code>{approval.client}</Code>}
      </Fact>
      <Fact name={t('field.createdAt')}>
        <ExactTime value={approval.createdAt} />
      </Fact>
      {approval.state === 'waiting' && (
        <Fact name={t('field.expiresAt')}>
          <ExactTime value={approval.expiresAt} /> (<RelativeTime value={approval.expiresAt} />)
        </Fact>
      )}
      {approval.decidedBy && approval.decidedAt && (
        <Fact name={t('field.decidedBy')}>
          {approval.decidedBy.name}, <ExactTime value={approval.decidedAt} />
        </Fact>
      )}
      {reason && <Fact name={t('field.reason')}>{reason}</Fact>}
      <Fact name={t('field.operationId')}>
        <Code>{approval.operation}</Code>
      </Fact>
    </Facts>
  );
}
