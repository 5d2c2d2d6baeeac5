import Button from '@mui/material/Button';
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

interface Props {
  filters: readonly Filter[];
  navigation: ListNavigation;
}

/** Each active filter is a chip; "Add filter" offers the others. */
export function FilterBar({ filters, navigation }: Props) {
  const { t } = useTranslation('ui.list');
  const add = useRef<HTMLButtonElement>(null);
  const [choosing, setChoosing] = useState<HTMLElement | null>(null);
  const [editing, setEditing] = useState<{ filter: Filter; anchor: HTMLElement } | undefined>();
  const values = navigation.address.filters;
  const isActive = (filter: Filter) => parametersOf(filter).some((parameter) => values[parameter]);
  const offered = filters.filter((filter) => filter.kind !== 'link' && !isActive(filter));
  const active = filters.filter(isActive);

  const change = (filter: Filter, next: Record<string, readonly string[]>) => {
    const own = parametersOf(filter);
    const others = Object.entries(values).filter(([parameter]) => !own.includes(parameter));
    const kept = Object.entries(next).filter(([, chosen]) => chosen.length > 0);
    navigation.narrow({ filters: Object.fromEntries([...others, ...kept]) });
  };
  const remove = (filter: Filter) => {
    change(filter, {});
    // The chip is about to go; the focus must not go with it.
    add.current?.focus();
  };

  return (
    <>
      {active.map((filter) => (
        <FilterChip
          key={filter.id}
          filter={filter}
          values={values}
          onEdit={(anchor) => setEditing({ filter, anchor })}
          onRemove={() => remove(filter)}
        />
      ))}
      {(offered.length > 0 || active.length > 0) && (
        <Button
          ref={add}
          variant="text"
          startIcon={<ListFilter size={16} />}
          aria-haspopup="menu"
          aria-expanded={!!choosing}
          disabled={offered.length === 0}
          onClick={(event) => setChoosing(event.currentTarget)}
          sx={{ px: 2, color: 'tokens.muted' }}
        >
          {t('filter.add')}
        </Button>
      )}
      {active.length > 1 && (
        <Button variant="text" color="primary" onClick={() => navigation.narrow({ filters: {}, q: '' })}>
          {t('clear')}
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
