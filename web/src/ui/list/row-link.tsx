import { styled } from '@mui/material/styles';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const Styled = styled(Link)({
  color: 'inherit',
  textDecoration: 'none',
  fontWeight: 500,
  '&:hover': { textDecoration: 'underline' },
});

/** Opens a row and keeps the list's filters, page and trail, so that closing it leads back to the same rows. */
export function RowLink({ path, children }: { path: string | undefined; children: ReactNode }) {
  if (!path) return children;
  return (
    <Styled to={path} search={true} state={true} resetScroll={false} data-row-focus data-row-path={path}>
      {children}
    </Styled>
  );
}
