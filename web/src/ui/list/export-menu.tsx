import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslation } from 'react-i18next';
import { exportHref, type ListQuery } from './address';

const formats = ['csv', 'xlsx', 'jsonl'] as const;

interface Props {
  anchor: HTMLElement | null;
  onClose: () => void;
  path: string;
  query: ListQuery;
}

/** Links to the list itself in another format: the browser streams it to disk, with the filters in use. */
export function ExportMenu({ anchor, onClose, path, query }: Props) {
  const { t } = useTranslation('ui.list');
  return (
    <Menu open={!!anchor} anchorEl={anchor} onClose={onClose}>
      {formats.map((format) => (
        <MenuItem key={format} component="a" href={exportHref(path, query, format)} download onClick={onClose}>
          {t(`export.${format}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
