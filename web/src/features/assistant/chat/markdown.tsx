import Box from '@mui/material/Box';
import { type ComponentProps, createContext, isValidElement, type ReactNode, use, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import ReactMarkdown, { type Components, defaultUrlTransform } from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';
import remarkGfm from 'remark-gfm';
import { CopyButton } from '@/ui/page/copy-button';
import type { Passage } from './chat.queries';
import { citationOf, citationsIn } from './citations';
import { CitationLink } from './citation-link';
import { OutsideLink } from './outside-link';
import { proseSx } from './prose';

type Props = { text: string; isWriting?: boolean; cited?: readonly Passage[] };

/**
 * What the assistant says. HTML in it stays text. Nothing is fetched by showing it: pictures are links, because the
 * address of a picture can carry data out. While it is written, code waits for its colours.
 */
export default function Markdown({ text, isWriting = false, cited = none }: Props) {
  const highlight = useMemo(() => (isWriting ? [] : [rehypeHighlight]), [isWriting]);
  return (
    <Box sx={proseSx}>
      <Cited value={cited}>
        <ReactMarkdown
          remarkPlugins={[remarkGfm]}
          rehypePlugins={highlight}
          components={components}
          urlTransform={defaultUrlTransform}
        >
          {citationsIn(text, cited)}
        </ReactMarkdown>
      </Cited>
    </Box>
  );
}

const none: readonly Passage[] = [];
const Cited = createContext(none);

/** A place that the answer rests on, or a link as any other. */
function Anchor({ href, children }: ComponentProps<'a'>) {
  const passage = use(Cited).find((each) => href === citationOf(each));
  return passage ? (
    <CitationLink passage={passage}>{children}</CitationLink>
  ) : (
    <OutsideLink href={href}>{children}</OutsideLink>
  );
}

const components: Components = {
  a: ({ href, children }) => <Anchor href={href}>{children}</Anchor>,
  img: ({ src, alt }) => (
    <OutsideLink href={typeof src === 'string' ? src : undefined} isPicture>
      {alt}
    </OutsideLink>
  ),
  table: ({ children }) => <Scrolled>{children}</Scrolled>,
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  // Marks a task as done, and is not there to be pressed.
  input: ({ checked }) => <span>{checked ? '☑' : '☐'} </span>,
};

export function Scrolled({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('assistant.chat');
  return (
    <Box role="group" aria-label={t('table')} tabIndex={0} sx={{ overflowX: 'auto', my: 2 }}>
      <table>{children}</table>
    </Box>
  );
}

export function CodeBlock({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('assistant.chat');
  const code = textOf(children);
  return (
    <Box sx={{ position: 'relative', my: 2 }}>
      <Box component="pre" tabIndex={0}>
        {children}
      </Box>
      <Box sx={{ position: 'absolute', top: 4, right: 4 }}>
        <CopyButton value={code} label={t('copyCode')} />
      </Box>
    </Box>
  );
}

/** The letters of what is shown, whatever colours stand around them. */
function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(textOf).join('');
  return isValidElement<{ children?: ReactNode }>(node) ? textOf(node.props.children) : '';
}
