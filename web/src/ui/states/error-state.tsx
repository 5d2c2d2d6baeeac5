import Button from '@mui/material/Button';
import { CircleAlert, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isProblem, unreachable } from '@/platform/api/problem';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { MessageState } from './message-state';
import { RefusedState } from './refused-state';
import { TraceId } from './trace-id';

type Props = { error: unknown; onRetry?: () => void; title?: string; level?: 1 | 2 };

/** What happened, what to do, the trace id to hand on, and another try. A refusal is told as one. */
export function ErrorState({ error, onRetry, title, level }: Props) {
  const { t } = useTranslation('ui');
  const problemText = useProblemText();
  if (isProblem(error, 'access.denied')) return <RefusedState level={level} />;
  const traceId = isProblem(error) ? error.traceId : undefined;
  return (
    <MessageState
      role="alert"
      tone="danger"
      level={level}
      icon={isProblem(error, unreachable) ? WifiOff : CircleAlert}
      title={title ?? t('error.title')}
      text={problemText(error)}
    >
      {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
      {traceId && <TraceId value={traceId} />}
    </MessageState>
  );
}
