import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { Bookmark, Download, Ellipsis, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DisplayMenu } from './display-menu';
import { ExportMenu } from './export-menu';
import type { ToolbarProps } from './list-toolbar';
import { ViewsMenu } from './views-menu';

const all = [
  { name: 'views', icon: Bookmark, popup: 'menu' },
  { name: 'display', icon: SlidersHorizontal, popup: 'dialog' },
  { name: 'export', icon: Download, popup: 'menu' },
] as const;

/** Saved views, display and export: three buttons, or on a phone one that offers the three. */
export function ListMenus<Row>(props: ToolbarProps<Row>) {
  const { definition, navigation, query, memory, phone, remember } = props;
  const { t } = useTranslation('ui.list');
  const [open, setOpen] = useState<{ name: string; anchor: HTMLElement } | undefined>();
  const offered = all.filter(({ name }) => name !== 'export' || definition.exportPath);
  const close = () => setOpen(undefined);
  const anchorOf = (name: string) => (open?.name === name ? open.anchor : null);
  const buttons = phone ? [{ name: 'more', icon: Ellipsis, popup: 'menu' } as const] : offered;
  return (
    <>
      {buttons.map(({ name, icon: Icon, popup }) => (
        <Tooltip key={name} title={t(name)}>
          <IconButton
            aria-label={t(name)}
            aria-haspopup={popup}
            aria-expanded={open?.name === name}
            onClick={(event) => setOpen({ name, anchor: event.currentTarget })}
          >
            <Icon size={18} />
          </IconButton>
        </Tooltip>
      ))}
      <Menu open={!!anchorOf('more')} anchorEl={anchorOf('more')} onClose={close}>
        {offered.map(({ name, icon: Icon }) => (
          <MenuItem key={name} onClick={() => open && setOpen({ name, anchor: open.anchor })}>
            <Icon size={16} aria-hidden /> {t(name)}
          </MenuItem>
        ))}
      </Menu>
      <ViewsMenu
        anchor={anchorOf('views')}
        onClose={close}
        views={memory.views}
        search={navigation.search}
        onShow={navigation.show}
        onChange={(views) => remember({ views })}
      />
      <DisplayMenu {...props} anchor={anchorOf('display')} onClose={close} />
      {definition.exportPath && (
        <ExportMenu anchor={anchorOf('export')} onClose={close} path={definition.exportPath} query={query} />
      )}
    </>
  );
}
