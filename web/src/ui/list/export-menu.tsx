import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportHref, type ListQuery } from './address';

const formats = ['csv', 'xlsx', 'jsonl'] as const;

/** Links to the list itself in another format: the browser streams it to disk, with the filters in use. */
export function ExportMenu({ path, query }: { path: string; query: ListQuery }) {
  const { t } = useTranslation('ui.list');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <Tooltip title={t('export')}>
        <IconButton
          aria-label={t('export')}
          aria-haspopup="menu"
          aria-expanded={!!anchor}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Download size={18} />
        </IconButton>
      </Tooltip>
      <Menu open={!!anchor} anchorEl={anchor} onClose={close}>
        {formats.map((format) => (
          <MenuItem key={format} component="a" href={exportHref(path, query, format)} download onClick={close}>
            {t(`export.${format}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
