import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '@/ui/page/visually-hidden';
import type { Live } from './pieces';

/**
 * For screen readers: sentences as they are finished, once each, when nothing else is being said. A region whose text
 * grows letter by letter would be read from its beginning again and again.
 */
export function Spoken({ live, isAnswering }: { live: Live | undefined; isAnswering: boolean }) {
  const { t } = useTranslation('assistant.chat');
  const [has, setHas] = useState(false);
  if (isAnswering && !has) setHas(true);
  const text = live?.parts.flatMap((part) => part.text ?? []).join('\n') ?? '';
  return (
    <>
      <VisuallyHidden role="status">{isAnswering ? t('writing') : has ? t('written') : ''}</VisuallyHidden>
      <VisuallyHidden role="log" aria-live="polite" aria-label={t('spoken')}>
        {sentencesOf(text, live?.state !== 'writing').map((sentence, index) => (
          // Sentences are only added.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index}>{sentence} </span>
        ))}
      </VisuallyHidden>
    </>
  );
}

/** Finished sentences without the signs of Markdown; of a text that is at its end the last one too. */
export function sentencesOf(text: string, isWhole: boolean): string[] {
  const plain = text.replaceAll(/[*_`#>|]+/g, '');
  const parts = plain.split(/(?<=[.!?…:])\s+|\n+/);
  const finished = isWhole ? parts : parts.slice(0, -1);
  return finished.map((part) => part.trim()).filter(Boolean);
}
