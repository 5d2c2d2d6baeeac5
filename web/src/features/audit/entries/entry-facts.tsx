import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import { CopyButton } from '@/ui/page/copy-button';
import { Fact, Facts } from '@/ui/page/facts';
import { ExactTime, RelativeTime } from '@/ui/time/relative-time';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { ProblemError } from '@/platform/api/problem';
import { Actor } from './actor';
import { EntryLinks } from './entry-links';
import type { Entry } from './entries.queries';
import { OutcomeMark } from './outcome-mark';

/** Everything the record says, in the order in which people ask: who, what, how it ended, when, from where. */
export function EntryFacts({ entry }: { entry: Entry }) {
  const { t } = useTranslation('audit.entries');
  const problemText = useProblemText();
  const { target, code, requestId } = entry;
  return (
    <Facts>
      <Fact name={t('field.actor')}>
        <Actor entry={entry} />
      </Fact>
      <Fact name={t('field.target')}>
        {target ? (
          <>
            {target.name && <>{target.name} </>}
            <Code>
              {target.type} {target.id}
            </Code>
          </>
        ) : (
          t('none')
        )}
      </Fact>
      <Fact name={t('field.outcome')}>
        <OutcomeMark outcome={entry.outcome} />
        {code && (
          <div>
            {problemText(new ProblemError({ status: 0, code }))} <Code>{code}</Code>
          </div>
        )}
      </Fact>
      <Fact name={t('field.occurredAt')}>
        <ExactTime value={entry.occurredAt} /> (<RelativeTime value={entry.occurredAt} />)
      </Fact>
      <Fact name={t('field.face')}>{t(`face.${entry.face}`)}</Fact>
      <Fact name={t('field.address')}>{entry.address ?? t('none')}</Fact>
      <Fact name={t('field.client')}>{entry.client ?? t('none')}</Fact>
      <Fact name={t('field.code')}>
        <Code>{entry.action}</Code>
      </Fact>
      {requestId && (
        <Fact name={t('field.requestId')}>
          <Code>{requestId}</Code>
          <CopyButton value={requestId} label={t('copy.requestId')} />
        </Fact>
      )}
      <Fact name={t('more')}>
        <EntryLinks entry={entry} />
      </Fact>
    </Facts>
  );
}
