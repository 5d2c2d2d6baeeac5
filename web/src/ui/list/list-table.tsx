import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { useLocation, useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, ListDefinition } from './definition';
import { ColumnHeader } from './column-header';
import { RowLink } from './row-link';
import { tableSx } from './table-styles';
import type { ListNavigation } from './use-address';
import type { Selection } from './use-selection';

export interface RowsProps<Row> {
  definition: ListDefinition<Row>;
  columns: readonly Column<Row>[];
  density: 'comfortable' | 'compact';
  rows: readonly Row[];
  navigation: ListNavigation;
  selection: Selection<Row> | undefined;
  /** The rows of the page before, kept until the next ones are here. */
  waiting: boolean;
}

/**
 * A plain table in place of MUI's DataGrid: a screen reader knows it, links are links, it needs a twentieth of the
 * code, and pages of at most 200 rows need no virtual scrolling.
 */
export function ListTable<Row>({ definition, columns, density, rows, navigation, selection, waiting }: RowsProps<Row>) {
  const { t } = useTranslation('ui.list');
  const router = useRouter();
  const { pathname } = useLocation();
  const marked = selection ? rows.filter(selection.has).length : 0;

  // A click beside the link opens too, unless it was on something that answers clicks, or ended a text selection.
  const openAt = (row: Row) => (event: MouseEvent) => {
    if (!definition.rowPath || !(event.target instanceof HTMLElement)) return;
    if (event.target.closest('a, button, input, label') || !getSelection()?.isCollapsed) return;
    void router.navigate({ to: definition.rowPath(row), search: true, state: true, resetScroll: false });
  };

  return (
    <Box sx={{ overflowX: 'auto', border: 1, borderColor: 'tokens.border', borderRadius: 1 }}>
      <Box component="table" aria-busy={waiting} data-density={density} sx={tableSx}>
        <caption>{definition.label}</caption>
        <thead>
          <tr>
            {selection && (
              <td className="mark">
                <Checkbox
                  size="small"
                  checked={marked === rows.length}
                  indeterminate={marked > 0 && marked < rows.length}
                  onChange={(event) => selection.set(rows, event.target.checked)}
                  slotProps={{ input: { 'aria-label': t('select.page') } }}
                />
              </td>
            )}
            {columns.map((column) => (
              <ColumnHeader key={column.id} column={column} navigation={navigation} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const path = definition.rowPath?.(row);
            return (
              // The row's link serves the keyboard; the click on the row is a larger target for the same thing.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
              <tr
                key={definition.rowId(row)}
                data-row-id={definition.rowId(row)}
                data-open={!!path && `${pathname}/`.startsWith(`${path}/`)}
                data-opens={!!path}
                data-marked={selection?.has(row)}
                onClick={openAt(row)}
              >
                {selection && (
                  <td className="mark">
                    <Checkbox
                      size="small"
                      checked={selection.has(row)}
                      onChange={(event) => selection.set([row], event.target.checked)}
                      slotProps={{ input: { 'aria-label': t('select.row', { name: definition.rowName(row) }) } }}
                    />
                  </td>
                )}
                {columns.map((column) =>
                  column.phone === 'title' ? (
                    <th key={column.id} scope="row">
                      <RowLink path={path}>{column.cell(row)}</RowLink>
                    </th>
                  ) : (
                    <td key={column.id} data-align={column.align}>
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            );
          })}
        </tbody>
      </Box>
    </Box>
  );
}
