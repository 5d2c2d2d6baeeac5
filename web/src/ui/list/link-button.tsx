import Button, { type ButtonProps } from '@mui/material/Button';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';

interface Props extends Omit<ButtonProps<'a'>, 'href' | 'onClick'> {
  to: string;
  search?: Readonly<Record<string, string>>;
}

/** A link that looks like the button beside it. It stays a link: it can be copied, and opened in another tab. */
export function LinkButton({ to, search, ...button }: Props) {
  const router = useRouter();
  const target = { to, search: search ?? {}, resetScroll: false };
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void router.navigate(target);
  };
  return <Button {...button} href={router.buildLocation(target).href} onClick={go} />;
}
