/** As much of a tree of HTML as is looked at here. */
export type Node = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
};

/** Gives every heading the name by which it is linked. The title of the page stands above it already. */
export function withAnchors(tree: Node) {
  const anchorOf = anchors();
  for (const node of tree.children ?? []) {
    if (!/^h[1-6]$/.test(node.tagName ?? '')) continue;
    node.properties = { ...node.properties, id: anchorOf(wordsOf(node)), tabIndex: -1 };
    if (node.tagName === 'h1') Object.assign(node, { tagName: 'span', children: [] });
  }
}

/** As the server names the sections of a page: lower case, words joined by hyphens, nothing else; a repeat has its number. */
export function anchors() {
  const seen = new Map<string, number>();
  return (title: string) => {
    const anchor = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  };
}

const wordsOf = ({ value, children }: Node): string => value ?? (children ?? []).map(wordsOf).join('');
