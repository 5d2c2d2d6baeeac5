import Box from '@mui/material/Box';
import { type ComponentProps, isValidElement, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import ReactMarkdown, { type Components, defaultUrlTransform } from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';
import remarkGfm from 'remark-gfm';
import { CopyButton } from '@/ui/page/copy-button';
import { OutsideLink } from './outside-link';
import { proseSx } from './prose';

type Props = { text: string; isWriting?: boolean };

/**
 * What the assistant says. HTML in it stays text. Nothing is fetched by showing it: pictures are links, because the
 * address of a picture can carry data out. While it is written, code waits for its colours.
 */
export default function Markdown({ text, isWriting = false }: Props) {
  const highlight = useMemo(() => (isWriting ? [] : [rehypeHighlight]), [isWriting]);
  return (
    <Box sx={proseSx}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={highlight}
        components={components}
        urlTransform={defaultUrlTransform}
      >
        {text}
      </ReactMarkdown>
    </Box>
  );
}

const components: Components = {
  a: ({ href, children }) => <OutsideLink href={href}>{children}</OutsideLink>,
  img: ({ src, alt }) => (
    <OutsideLink href={typeof src === 'string' ? src : undefined} isPicture>
      {alt}
    </OutsideLink>
  ),
  table: ({ node: _, ...props }) => <Scrolled element="table" {...props} />,
  pre: ({ node: _, children, ...props }) => <CodeBlock {...props}>{children}</CodeBlock>,
  // Marks a task as done, and is not there to be pressed.
  input: ({ checked }) => <span>{checked ? '☑' : '☐'} </span>,
};

function Scrolled({ element, ...props }: { element: 'table' } & ComponentProps<'table'>) {
  const { t } = useTranslation('assistant.chat');
  return (
    <Box role="region" aria-label={t('table')} tabIndex={0} sx={{ overflowX: 'auto', my: 2 }}>
      <Box component={element} {...props} />
    </Box>
  );
}

function CodeBlock({ children, ...props }: ComponentProps<'pre'>) {
  const { t } = useTranslation('assistant.chat');
  const code = textOf(children);
  return (
    <Box sx={{ position: 'relative', my: 2 }}>
      <Box component="pre" tabIndex={0} {...props}>
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
