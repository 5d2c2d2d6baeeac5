import Box from '@mui/material/Box';
import { lazy, Suspense, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/ui/page/notice';
import type { Part } from './chat.queries';
import { Passages } from './passages';
import { Suggestions } from './suggestions';
import { ToolStepView } from './tool-step-view';

const Markdown = lazy(() => import('./markdown'));

/** One part of what the assistant says; `words` is what it was asked. */
export function PartView({ part, words, isWriting }: { part: Part; words: string; isWriting: boolean }) {
  const { t, i18n } = useTranslation(['assistant.chat', 'errors']);
  // A long answer that comes quickly must not hold up typing.
  const text = useDeferredValue(part.text ?? '');
  switch (part.kind) {
    case 'text':
      return (
        <Suspense fallback={<Box sx={{ whiteSpace: 'pre-wrap' }}>{text}</Box>}>
          <Markdown text={text} isWriting={isWriting} />
        </Suspense>
      );
    case 'tool':
      return part.tool && <ToolStepView step={part.tool} />;
    case 'suggestions':
      return <Suggestions suggestions={part.suggestions ?? []} words={words} />;
    case 'passages':
      return <Passages passages={part.passages ?? []} />;
    case 'notice':
      return (
        <Notice tone="warning">
          {i18n.exists(`errors:${part.code}`) ? t(`errors:${part.code}` as 'errors:access.denied') : t('step.wrong')}
        </Notice>
      );
    default:
      return null;
  }
}
