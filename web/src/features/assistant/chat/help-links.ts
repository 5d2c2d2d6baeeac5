/** The page of the app that shows a page of the documentation: `members/account.md` at its section. */
export const placeOf = ({ path, anchor }: { path: string; anchor?: string }) => ({
  to: `/help/${path.replace(/\.md$/, '')}`,
  ...(anchor && { hash: anchor }),
});

/** Where a link between two files of the documentation leads, if that page can be read here. */
export function pageBehind(href: string, from: string, pages: readonly { path: string }[]) {
  const [file = '', anchor] = href.split('#');
  if (/^[a-z]+:/.test(file)) return undefined;
  const path = file === '' ? from : new URL(file, `http://docs/${from}`).pathname.slice(1);
  return pages.some((page) => page.path === path) ? { path, ...(anchor && { anchor }) } : undefined;
}
