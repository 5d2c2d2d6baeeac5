import MuiLink, { type LinkProps } from '@mui/material/Link';
import { createLink } from '@tanstack/react-router';
import type { ComponentType } from 'react';

type TextLinkProps = Omit<LinkProps, 'href'> & {
  to: string;
  search?: Record<string, string | undefined>;
  hash?: string;
};

/** A link within a sentence. */
export const TextLink: ComponentType<TextLinkProps> = createLink(MuiLink);
