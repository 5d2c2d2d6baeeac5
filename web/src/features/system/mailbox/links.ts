import type { Mail } from './mailbox.queries';

/** Every address in a mail, once, in order. Only http and https: nothing that a click could run. */
export function linksOf(mail: Pick<Mail, 'text' | 'html'>): readonly string[] {
  const inText = mail.text.match(/https?:\/\/[^\s<>"')]+/g) ?? [];
  const parsed = mail.html ? new DOMParser().parseFromString(withoutStyles(mail.html), 'text/html') : undefined;
  const inHtml = [...(parsed?.querySelectorAll('a[href]') ?? [])].map((link) => link.getAttribute('href') ?? '');
  return [...new Set([...inText, ...inHtml])].filter((link) => /^https?:\/\//.test(link));
}

/**
 * The mail without its styles: our content security policy would refuse and report each of them. What keeps a mail from
 * doing harm is the sandbox of its frame, not this.
 */
export function withoutStyles(html: string): string {
  return html.replaceAll(/<style[\s\S]*?<\/style>/gi, '').replaceAll(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, '');
}
