import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { ChevronRight, CircleCheck, CircleX, Hourglass, Loader } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useOperationLabel } from '@/features/approvals/queue/use-operation-label';
import { valueText } from '@/features/approvals/queue/value-text';
import { Code } from '@/ui/page/code';
import { Fact, Facts } from '@/ui/page/facts';
import { Notice } from '@/ui/page/notice';
import type { ToolStep } from './chat.queries';
import { useChat } from './chat-context';
import { ResultView } from './result-view';
import { StepApproval } from './step-approval';
import { useArgumentLabel } from './use-argument-label';

const looks = {
  running: { icon: Loader, color: 'tokens.accent' },
  waiting: { icon: Hourglass, color: 'tokens.warning' },
  done: { icon: CircleCheck, color: 'tokens.success' },
  failed: { icon: CircleX, color: 'tokens.danger' },
} as const satisfies Record<ToolStep['state'], unknown>;

/** One call of a tool: what it is and how far, and opened what it was called with and what came of it. */
export function ToolStepView({ step }: { step: ToolStep }) {
  const { t } = useTranslation('assistant.chat');
  const label = useOperationLabel();
  const { operationOf } = useChat();
  const { icon: Icon, color } = looks[step.state];
  const isOpen = step.state === 'waiting' || step.state === 'failed' || (step.state === 'done' && step.readsOnly);
  return (
    <Box sx={{ border: 1, borderColor: 'tokens.border', borderRadius: 1, bgcolor: 'tokens.surface', minWidth: 0 }}>
      {/* What waits for a yes and what went wrong is open by itself; a person closes and opens the rest. */}
      <Box component="details" key={step.state} open={isOpen} sx={detailsSx}>
        <Box component="summary" sx={summarySx}>
          <ChevronRight size={16} aria-hidden className="mark" />
          <Box component="span" sx={{ display: 'inline-flex', color }}>
            <Icon size={16} aria-hidden />
          </Box>
          <Box component="span" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere', fontWeight: 550 }}>
            {label(operationOf(step.name), step.title)}
          </Box>
          <Box component="span" sx={{ color: 'tokens.muted', fontSize: '0.8125rem' }}>
            {t(`step.${step.state}`)}
          </Box>
        </Box>
        <Box sx={{ px: 3, pb: 3, display: 'grid', gap: 3, minWidth: 0 }}>
          {step.state === 'waiting' && step.approvalId ? (
            <StepApproval id={step.approvalId} step={step} />
          ) : (
            <Arguments step={step} />
          )}
          {step.state === 'failed' && <Failure step={step} />}
          {step.state === 'done' && !step.isCut && <ResultView result={step.result} />}
          {step.isCut && <Notice>{t('result.cut')}</Notice>}
        </Box>
      </Box>
    </Box>
  );
}

function Arguments({ step }: { step: ToolStep }) {
  const { t } = useTranslation('assistant.chat');
  const label = useArgumentLabel();
  const given = Object.entries((step.arguments ?? {}) as Record<string, unknown>);
  return (
    <Box sx={{ display: 'grid', gap: 2, fontSize: 14 }}>
      <Box component="span" sx={{ color: 'tokens.muted', fontSize: 13 }}>
        <Code>{step.name}</Code> {given.length === 0 && t('step.noArguments')}
      </Box>
      {given.length > 0 && (
        <Facts>
          {given.map(([name, value]) => (
            <Fact key={name} name={label(name)}>
              <Box component="span" sx={{ whiteSpace: 'pre-wrap' }}>
                {valueText(value)}
              </Box>
            </Fact>
          ))}
        </Facts>
      )}
    </Box>
  );
}

/** What went wrong, by its code, and by field where the arguments were wrong: those can be mended. */
function Failure({ step }: { step: ToolStep }) {
  const { t, i18n } = useTranslation(['assistant.chat', 'errors']);
  const { open } = useChat();
  const label = useArgumentLabel();
  const sentence = (code: string | null | undefined) =>
    code && i18n.exists(`errors:${code}`) ? t(`errors:${code}` as 'errors:access.denied') : t('step.wrong');
  const wrong = wrongIn(step.result);
  const fields = Object.entries(wrong);
  return (
    <Notice tone="danger">
      <div>{sentence(step.code)}</div>
      {fields.map(([name, code]) => (
        <div key={name}>
          {t('ui:named', { name: label(name) })} {sentence(code)}
        </div>
      ))}
      {fields.length > 0 && (
        <Button
          size="small"
          sx={{ mt: 2 }}
          onClick={() => open({ name: step.name, values: step.arguments as Record<string, unknown>, wrong })}
        >
          {t('step.correct')}
        </Button>
      )}
    </Notice>
  );
}

/** The first code for each argument of a problem's field errors. */
function wrongIn(result: unknown): Record<string, string> {
  const errors = typeof result === 'object' && result !== null && 'errors' in result ? result.errors : undefined;
  if (typeof errors !== 'object' || errors === null) return {};
  return Object.fromEntries(
    Object.entries(errors as Record<string, { code?: string }[]>).map(([pointer, found]) => [
      pointer.split('/')[1] ?? '',
      found[0]?.code ?? 'validation.pattern',
    ]),
  );
}

const detailsSx = { minWidth: 0, '&[open] > summary .mark': { transform: 'rotate(90deg)' } } as const;

const summarySx = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  p: 3,
  cursor: 'pointer',
  listStyle: 'none',
  fontSize: '0.875rem',
  '&::-webkit-details-marker': { display: 'none' },
} as const;
