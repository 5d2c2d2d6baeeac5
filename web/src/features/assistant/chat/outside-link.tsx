import MuiLink from '@mui/material/Link';
import { ExternalLink, Image } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/ui/page/text-link';

type Props = { href: string | undefined; isPicture?: boolean; children: ReactNode };

/** A link that says where it leads before it is followed; into the app as any other, elsewhere in a tab that knows nothing of this one. */
export function OutsideLink({ href, isPicture = false, children }: Props) {
  const { t } = useTranslation('assistant.chat');
  const target = targetOf(href);
  const words = isPicture
    ? t('picture', { name: typeof children === 'string' && children ? children : 'none' })
    : children;
  if (!target) return <span>{words}</span>;
  if (target.origin === location.origin && !isPicture)
    return <TextLink to={`${target.pathname}${target.search}${target.hash}`}>{children}</TextLink>;
  const Icon = isPicture ? Image : ExternalLink;
  const where = target.protocol === 'mailto:' ? target.pathname : target.host;
  return (
    <MuiLink href={target.href} target="_blank" rel="noopener noreferrer nofollow" title={target.href}>
      {words}{' '}
      <span>
        (<Icon size={13} aria-hidden style={{ verticalAlign: '-2px' }} /> {where})
      </span>
    </MuiLink>
  );
}

function targetOf(href: string | undefined): URL | undefined {
  // Pages of the documentation link each other by file; within a passage those lead nowhere.
  if (!href || href.startsWith('#') || /^[^:?#]*\.md(#|$)/.test(href)) return undefined;
  try {
    const target = new URL(href, location.origin);
    return ['http:', 'https:', 'mailto:'].includes(target.protocol) ? target : undefined;
  } catch {
    return undefined;
  }
}
