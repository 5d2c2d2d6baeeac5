import { useTranslation } from 'react-i18next';
import { Notice } from '@/ui/page/notice';
import { useFormats } from '@/ui/time/use-formats';
import type { Trial } from './providers.queries';

/** What came of asking: what it said and how fast, or what is wrong, in our words and in the provider's. */
export function TrialResult({ trial }: { trial: Trial }) {
  const { t } = useTranslation('assistant.providers');
  const { number } = useFormats();
  if (!trial.succeeded)
    return (
      <Notice tone="danger" role="alert">
        <div>{t(`fault.${trial.fault ?? 'failed'}`)}</div>
        {trial.reason && <div>{trial.reason}</div>}
      </Notice>
    );
  return (
    <Notice tone="success" role="status">
      <div>{t('test.done', { answer: trial.answer ?? '' })}</div>
      <div>
        {t('test.times', {
          first: number(trial.firstTokenMilliseconds ?? trial.milliseconds),
          whole: number(trial.milliseconds),
        })}
      </div>
      {trial.inputTokens !== null && trial.outputTokens !== null && (
        <div>{t('test.tokens', { input: number(trial.inputTokens), output: number(trial.outputTokens) })}</div>
      )}
    </Notice>
  );
}
