import Box from '@mui/material/Box';
import { lazy, Suspense, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/ui/page/notice';
import type { Part, Passage } from './chat.queries';
import { Passages } from './passages';
import { Suggestions } from './suggestions';
import { ToolStepView } from './tool-step-view';

const Markdown = lazy(() => import('./markdown'));

type Props = { part: Part; words: string; isWriting: boolean; cited: readonly Passage[] };

/** One part of what the assistant says; `words` is what it was asked. */
export function PartView({ part, words, isWriting, cited }: Props) {
  // A long answer that comes quickly must not hold up typing.
  const text = useDeferredValue(part.text ?? '');
  switch (part.kind) {
    case 'text':
      return (
        <Suspense fallback={<Box sx={{ whiteSpace: 'pre-wrap' }}>{text}</Box>}>
          <Markdown text={text} isWriting={isWriting} cited={cited} />
        </Suspense>
      );
    case 'tool':
      return part.tool && <ToolStepView step={part.tool} />;
    case 'suggestions':
      return <Suggestions suggestions={part.suggestions ?? []} words={words} />;
    case 'passages':
    case 'citations':
      return <Passages passages={part.passages ?? []} isCited={part.kind === 'citations'} />;
    case 'notice':
      return <NoticePart code={part.code ?? ''} />;
    default:
      return null;
  }
}

/** What to know about the answer. That no model wrote it is said in passing, since every answer is like that. */
function NoticePart({ code }: { code: string }) {
  const { t, i18n } = useTranslation(['assistant.chat', 'errors']);
  if (code === 'assistant.no_model')
    return <Box sx={{ color: 'tokens.muted', fontSize: '0.8125rem' }}>{t('noModel.short')}</Box>;
  if (code === 'assistant.target_not_found') return <Notice>{t('notFound')}</Notice>;
  const known = i18n.exists(`errors:${code}`);
  return <Notice tone="warning">{known ? t(`errors:${code}` as 'errors:access.denied') : t('step.wrong')}</Notice>;
}
