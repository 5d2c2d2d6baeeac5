import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { ListFilter } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parametersOf } from './address';
import type { Filter } from './definition';
import { FilterChip } from './filter-chip';
import { FilterEditor } from './filter-editor';
import type { ListNavigation } from './use-address';

type Bar = ReturnType<typeof useFilterBar>;

/** Which filters are in use and which are left, and the one that is being edited; its button and its chips share it. */
export function useFilterBar(all: readonly Filter[], navigation: ListNavigation) {
  const filters = all.filter((filter) => filter.kind !== 'choice' || !filter.tabs);
  const add = useRef<HTMLButtonElement>(null);
  const [editing, setEditing] = useState<{ filter: Filter; anchor: HTMLElement } | undefined>();
  const values = navigation.address.filters;
  const isActive = (filter: Filter) => parametersOf(filter).some((parameter) => values[parameter]);

  const change = (filter: Filter, next: Record<string, readonly string[]>) => {
    const own = parametersOf(filter);
    const others = Object.entries(values).filter(([parameter]) => !own.includes(parameter));
    const kept = Object.entries(next).filter(([, chosen]) => chosen.length > 0);
    navigation.narrow({ filters: Object.fromEntries([...others, ...kept]) });
  };

  return {
    add,
    values,
    editing,
    setEditing,
    change,
    active: filters.filter(isActive),
    offered: filters.filter((filter) => (filter.kind !== 'link' || filter.find) && !isActive(filter)),
    clear: () => navigation.narrow({ filters: {}, q: '' }),
  };
}

/** "Add filter" offers the filters that are not in use; beside a search box on a phone it is its icon. */
export function AddFilter({ bar, iconOnly }: { bar: Bar; iconOnly: boolean }) {
  const { t } = useTranslation('ui.list');
  const [choosing, setChoosing] = useState<HTMLElement | null>(null);
  const { add, offered, active, setEditing } = bar;
  if (offered.length === 0 && active.length === 0) return null;
  const shared = {
    ref: add,
    'aria-haspopup': 'menu',
    'aria-expanded': !!choosing,
    disabled: offered.length === 0,
    onClick: (event: React.MouseEvent<HTMLElement>) => setChoosing(event.currentTarget),
  } as const;
  return (
    <>
      {iconOnly ? (
        <IconButton {...shared} aria-label={t('filter.add')}>
          <ListFilter size={18} />
        </IconButton>
      ) : (
        <Button {...shared} variant="text" startIcon={<ListFilter size={16} />} sx={{ px: 2, color: 'tokens.muted' }}>
          {t('filter.add')}
        </Button>
      )}
      <Menu open={!!choosing} anchorEl={choosing} onClose={() => setChoosing(null)}>
        {offered.map((filter) => (
          <MenuItem
            key={filter.id}
            onClick={() => {
              if (choosing) setEditing({ filter, anchor: choosing });
              setChoosing(null);
            }}
          >
            {filter.label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

/** Each filter in use is a chip. */
export function FilterChips({ bar }: { bar: Bar }) {
  const { t } = useTranslation('ui.list');
  const { add, active, values, editing, setEditing, change, clear } = bar;
  const remove = (filter: Filter) => {
    change(filter, {});
    // The chip is about to go; the focus must not go with it.
    add.current?.focus();
  };
  return (
    <>
      {active.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', minWidth: 0 }}>
          {active.map((filter) => (
            <FilterChip
              key={filter.id}
              filter={filter}
              values={values}
              onEdit={(anchor) => setEditing({ filter, anchor })}
              onRemove={() => remove(filter)}
            />
          ))}
          {active.length > 1 && (
            <Button variant="text" size="small" color="primary" onClick={clear}>
              {t('clear')}
            </Button>
          )}
        </Box>
      )}
      {editing && (
        <FilterEditor
          filter={editing.filter}
          anchor={editing.anchor}
          values={values}
          onChange={(next) => change(editing.filter, next)}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}
