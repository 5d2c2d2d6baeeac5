import Box from '@mui/material/Box';
import type { ListQuery } from './address';
import type { ListDefinition } from './definition';
import { AddFilter, FilterChips, useFilterBar } from './filter-bar';
import { ListMenus } from './list-menus';
import type { ListMemory } from './memory';
import { SearchBox } from './search-box';
import type { ListNavigation } from './use-address';

export interface ToolbarProps<Row> {
  definition: ListDefinition<Row>;
  navigation: ListNavigation;
  query: ListQuery;
  memory: ListMemory;
  density: 'comfortable' | 'compact';
  phone: boolean;
  remember: (change: Partial<ListMemory>) => void;
}

/**
 * One row at every width: what narrows the rows at the start, what changes how they look or leave at the end. Filters in
 * use stand below it, so that adding one moves nothing a person may be about to press.
 */
export function ListToolbar<Row>(props: ToolbarProps<Row> & { onLeaveSearch: () => void }) {
  const { definition, navigation, phone, onLeaveSearch } = props;
  const bar = useFilterBar(definition.filters, navigation);
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', minHeight: 36 }}>
        {definition.search && (
          <SearchBox
            label={definition.search}
            value={navigation.address.q}
            onChange={(q) => navigation.narrow({ q }, true)}
            onLeave={onLeaveSearch}
          />
        )}
        <AddFilter bar={bar} iconOnly={phone && !!definition.search} />
        <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>
          <ListMenus {...props} />
        </Box>
      </Box>
      <FilterChips bar={bar} />
    </Box>
  );
}
