import Box from '@mui/material/Box';
import { ColumnsMenu } from './columns-menu';
import type { ListQuery } from './address';
import type { ListDefinition } from './definition';
import { ExportMenu } from './export-menu';
import { FilterBar } from './filter-bar';
import type { ListMemory } from './memory';
import { SearchBox } from './search-box';
import type { ListNavigation } from './use-address';
import { ViewsMenu } from './views-menu';

interface Props<Row> {
  definition: ListDefinition<Row>;
  navigation: ListNavigation;
  query: ListQuery;
  memory: ListMemory;
  density: 'comfortable' | 'compact';
  remember: (change: Partial<ListMemory>) => void;
  onLeaveSearch: () => void;
}

/** What narrows the rows stands at the start, what changes how they look or leave stands at the end. */
export function ListToolbar<Row>(props: Props<Row>) {
  const { definition, navigation, query, memory, density, remember, onLeaveSearch } = props;
  return (
    <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', justifyContent: 'space-between', flexWrap: 'wrap' }}>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center', flex: '1 1 280px', minWidth: 0 }}>
        {definition.search && (
          <SearchBox
            label={definition.search}
            value={navigation.address.q}
            onChange={(q) => navigation.narrow({ q }, true)}
            onLeave={onLeaveSearch}
          />
        )}
        <FilterBar filters={definition.filters} navigation={navigation} />
      </Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <ViewsMenu
          views={memory.views}
          search={navigation.search}
          onShow={navigation.show}
          onChange={(views) => remember({ views })}
        />
        <ColumnsMenu columns={definition.columns} memory={memory} density={density} remember={remember} />
        {definition.exportPath && <ExportMenu path={definition.exportPath} query={query} />}
      </Box>
    </Box>
  );
}
