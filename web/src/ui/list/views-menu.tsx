import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/ui/feedback/toast';
import type { Search } from './address';
import type { SavedView } from './memory';
import { SaveViewDialog } from './save-view-dialog';

interface Props {
  anchor: HTMLElement | null;
  onClose: () => void;
  views: readonly SavedView[];
  search: Search;
  onShow: (search: Search) => void;
  onChange: (views: SavedView[]) => void;
}

/** Filters, words and order under a name. A view is an address, so opening one is going there. */
export function ViewsMenu({ anchor, onClose: close, views, search, onShow, onChange }: Props) {
  const { t } = useTranslation('ui.list');
  const [saving, setSaving] = useState(false);

  const remove = (view: SavedView) => {
    close();
    onChange(views.filter((each) => each !== view));
    toast(t('views.removed', { name: view.name }), {
      action: { label: t('undo'), onClick: () => onChange([...views]) },
    });
  };

  return (
    <>
      <Menu open={!!anchor} anchorEl={anchor} onClose={close}>
        {views.map((view) => (
          <MenuItem
            key={view.name}
            onClick={() => {
              close();
              onShow(view.search);
            }}
          >
            {view.name}
          </MenuItem>
        ))}
        {views.length > 0 && <Divider />}
        <MenuItem
          onClick={() => {
            close();
            setSaving(true);
          }}
        >
          {t('views.save')}
        </MenuItem>
        {views.map((view) => (
          <MenuItem key={view.name} onClick={() => remove(view)} sx={{ color: 'tokens.muted' }}>
            {t('views.remove', { name: view.name })}
          </MenuItem>
        ))}
      </Menu>
      {saving && (
        <SaveViewDialog
          onClose={() => setSaving(false)}
          onSave={(name) => {
            setSaving(false);
            onChange([...views.filter((view) => view.name !== name), { name, search: lasting(search) }]);
            toast(t('views.saved', { name }));
          }}
        />
      )}
    </>
  );
}

/** A view is a question, not a place in its answer. */
function lasting(search: Search): Record<string, string> {
  const entries = Object.entries(search).filter(([name]) => name !== 'cursor' && name !== 'panel');
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
