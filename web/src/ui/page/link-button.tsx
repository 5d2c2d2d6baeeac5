import Button, { type ButtonProps } from '@mui/material/Button';
import { createLink } from '@tanstack/react-router';
import type { ComponentType } from 'react';

type LinkButtonProps = Omit<ButtonProps, 'href'> & {
  to: string;
  search?: Record<string, string | undefined>;
  replace?: boolean;
};

/** Looks like a button and is a link: it can be opened in a new tab. Routes come from features, so `to` is any path. */
export const LinkButton: ComponentType<LinkButtonProps> = createLink(Button);
