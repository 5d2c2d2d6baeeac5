import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useChildMatches } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useSession } from '@/platform/session/use-session';
import { isNarrowed } from './address';
import { BulkBar } from './bulk-bar';
import { visible } from './columns';
import type { ListDefinition, ListSource } from './definition';
import { ListBody } from './list-body';
import { ListFooter } from './list-footer';
import { ListNotices } from './list-notices';
import { ListTabs } from './list-tabs';
import { ListToolbar } from './list-toolbar';
import { useListMemory } from './memory';
import { useListAddress } from './use-address';
import { focusFirstRow, useListKeys } from './use-list-keys';
import { useListPage } from './use-list-page';
import { useListQuery } from './use-list-query';
import { type Selection, useSelection } from './use-selection';

export interface ListViewProps<Row> {
  definition: ListDefinition<Row>;
  source: ListSource<Row>;
  /** Buttons for the marked rows. Without it rows cannot be marked. */
  bulk?: (selection: Selection<Row>) => React.ReactNode;
}

/** Every table of the web app: toolbar, rows, footer and all the states between, told apart by their definition. */
export function ListView<Row>({ definition, source, bulk }: ListViewProps<Row>) {
  const person = useSession().user;
  const navigation = useListAddress(definition);
  const [memory, remember] = useListMemory(definition.id);
  const phone = useMediaQuery('(max-width: 719.95px)');
  const region = useRef<HTMLDivElement>(null);

  const query = useListQuery(definition, navigation.address);
  const question = JSON.stringify([query.filters, query.q]);
  const selection = useSelection(question, definition.rowId);
  // What changes by itself never changes under the pointer, nor while rows are marked.
  const [pointed, setPointed] = useState(false);
  const page = useListPage(source, query, pointed || selection.rows.length > 0);
  // Beside a detail there is room for what a phone shows; the rest is in the detail.
  const beside = useChildMatches().length > 0;
  const columns = useMemo(
    () => visible(definition.columns, memory).filter((column) => !beside || column.phone),
    [definition.columns, memory, beside],
  );
  const density = memory.density ?? person?.density ?? 'comfortable';
  const rows = page.data?.items ?? [];
  const onKeyDown = useListKeys(rows, definition.rowId, bulk ? selection : undefined);

  return (
    <Box ref={region} sx={{ display: 'grid', gap: 3, minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <ListTabs definition={definition} navigation={navigation} />
      <ListToolbar
        definition={definition}
        navigation={navigation}
        query={query}
        memory={memory}
        density={density}
        phone={phone}
        remember={remember}
        onLeaveSearch={() => focusFirstRow(region.current)}
      />
      <ListNotices page={page} />
      {bulk && selection.rows.length > 0 && <BulkBar selection={selection}>{bulk(selection)}</BulkBar>}
      {/* The keys act only while the focus is on a row: single letters must not surprise anyone (WCAG 2.1.4). */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={onKeyDown} onPointerEnter={() => setPointed(true)} onPointerLeave={() => setPointed(false)}>
        <ListBody
          definition={definition}
          columns={columns}
          density={density}
          phone={phone}
          page={page}
          navigation={navigation}
          narrowed={isNarrowed(navigation.address)}
          selection={bulk ? selection : undefined}
        />
      </div>
      <ListFooter key={question} source={source} query={query} page={page} navigation={navigation} />
    </Box>
  );
}
