import Box from '@mui/material/Box';
import { type ComponentProps, createContext, use, useEffect, useMemo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';
import remarkGfm from 'remark-gfm';
import { TextLink } from '@/ui/page/text-link';
import { type Node, withAnchors } from './help-anchors';
import { pageBehind, placeOf } from './help-links';
import { CodeBlock, Scrolled } from './markdown';
import { OutsideLink } from './outside-link';
import { proseSx } from './prose';

type Shown = { path: string; pages: readonly { path: string }[] };
type Props = Shown & {
  text: string;
  /** Its sections are there to be gone to. */
  onShown: (path: string) => void;
};

/** The text of a page: its headings can be linked, and its links between files lead to pages of the app. */
export default function HelpText({ text, path, pages, onShown }: Props) {
  useEffect(() => onShown(path), [onShown, path]);
  const shown = useMemo(() => ({ path, pages }), [path, pages]);
  return (
    <Box sx={{ ...proseSx, '& h2': { fontSize: '1.25rem', fontWeight: 600, mt: 8, mb: 2 } }}>
      <ShownContext value={shown}>
        <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={plugins} components={components}>
          {text}
        </ReactMarkdown>
      </ShownContext>
    </Box>
  );
}

const ShownContext = createContext<Shown>({ path: '', pages: [] });
const plugins = [rehypeHighlight, () => (tree: Node) => withAnchors(tree)];

function Anchor({ href, children }: ComponentProps<'a'>) {
  const { path, pages } = use(ShownContext);
  const place = href === undefined ? undefined : pageBehind(href, path, pages);
  return place ? (
    <TextLink {...placeOf(place)}>{children}</TextLink>
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
};
