import type { Mail } from './mailbox.queries';

/** Every address in a mail, once, in order. Only http and https: nothing that a click could run. */
export function linksOf(mail: Pick<Mail, 'text' | 'html'>): readonly string[] {
  const inText = mail.text.match(/https?:\/\/[^\s<>"')]+/g) ?? [];
  const parsed = mail.html ? new DOMParser().parseFromString(mail.html, 'text/html') : undefined;
  const inHtml = [...(parsed?.querySelectorAll('a[href]') ?? [])].map((link) => link.getAttribute('href') ?? '');
  return [...new Set([...inText, ...inHtml])].filter((link) => /^https?:\/\//.test(link));
}
