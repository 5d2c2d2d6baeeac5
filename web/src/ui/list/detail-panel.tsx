import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useMatch, useRouter, useSearch } from '@tanstack/react-router';
import { Maximize2, Minimize2, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: ReactNode;
  /** Where the panel lies: the list's own path. */
  listPath: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** The detail of one row: beside its list, or by its own choice as a page. Escape closes it and goes back to the row. */
export function DetailPanel({ title, listPath, actions, children }: Props) {
  const { t } = useTranslation('ui.list');
  const router = useRouter();
  // The panel's own address: the browser's is already the next one while the panel goes.
  const pathname = useMatch({ strict: false, select: (match) => match.pathname });
  const known: Record<string, unknown> = useSearch({ strict: false });
  const narrow = useMediaQuery('(max-width: 1099.95px)');
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  const full = known.panel === 'full';

  // Who opened it with the keyboard or a screen reader is taken there, and back to the row when it closes.
  const lastPath = useRef(pathname);
  useEffect(() => {
    lastPath.current = pathname;
    heading.current?.focus({ preventScroll: true });
  }, [pathname]);
  useEffect(
    () => () => {
      const path = lastPath.current;
      setTimeout(() => rowOf(path)?.focus());
    },
    [],
  );

  const go = (to: string, panel: string | undefined) => {
    const { panel: _, ...rest } = known;
    void router.navigate({ to, search: panel ? { ...rest, panel } : rest, state: true, resetScroll: false });
  };
  const close = () => go(listPath, undefined);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <Box
      component="section"
      aria-labelledby={headingId}
      onKeyDown={(event: React.KeyboardEvent<HTMLElement>) => {
        // A dialog over the panel has its own Escape.
        const inside = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === 'Escape' && inside && !event.defaultPrevented) close();
      }}
      sx={
        full || narrow
          ? { maxWidth: full && !narrow ? 880 : undefined }
          : {
              position: 'sticky',
              top: 72,
              maxHeight: 'calc(100dvh - 88px)',
              overflow: 'auto',
              border: 1,
              borderColor: 'tokens.border',
              borderRadius: 1,
              bgcolor: 'tokens.surface',
              p: 5,
            }
      }
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1, mb: 4 }}>
        <Box
          component={full || narrow ? 'h1' : 'h2'}
          id={headingId}
          ref={heading}
          tabIndex={-1}
          sx={{
            flex: 1,
            minWidth: 0,
            m: 0,
            fontSize: 20,
            lineHeight: '28px',
            fontWeight: 600,
            overflowWrap: 'anywhere',
            '&:focus-visible': { outline: 'none' },
          }}
        >
          {title}
        </Box>
        {actions}
        {!narrow && (
          <Tooltip title={full ? t('panel.side') : t('panel.full')}>
            <IconButton
              aria-label={full ? t('panel.side') : t('panel.full')}
              onClick={() => go(pathname, full ? undefined : 'full')}
            >
              {full ? <Minimize2 size={18} /> : <Maximize2 size={18} />}
            </IconButton>
          </Tooltip>
        )}
        <Tooltip title={t('panel.close')}>
          <IconButton aria-label={t('panel.close')} onClick={close}>
            <X size={18} />
          </IconButton>
        </Tooltip>
      </Box>
      {children}
    </Box>
  );
}

/** The link of the row that a panel, or a page below it, belongs to. */
function rowOf(path: string) {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-path]')];
  return links.find(({ dataset }) => `${path}/`.startsWith(`${dataset.rowPath}/`));
}
