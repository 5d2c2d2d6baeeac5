import type { Passage } from './chat.queries';

/** The address of a place within an answer; it leads nowhere else. */
export const citationOf = ({ path, anchor }: Passage) => `#cite:${path}:${anchor}`;

/** A model cites `[members/account.md#sessions]`: each place becomes a numbered link, where it is one that was found. */
export function citationsIn(text: string, cited: readonly Passage[]): string {
  return cited.reduce(
    (all, passage, index) =>
      all.replaceAll(`[${passage.path}#${passage.anchor}]`, `[\\[${index + 1}\\]](${citationOf(passage)})`),
    text,
  );
}
