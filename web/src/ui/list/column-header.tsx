import ButtonBase from '@mui/material/ButtonBase';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { Column } from './definition';
import type { ListNavigation } from './use-address';

/** A header that sorts says so to a screen reader with aria-sort and to the eye with an arrow. */
export function ColumnHeader<Row>({ column, navigation }: { column: Column<Row>; navigation: ListNavigation }) {
  const { sort } = navigation.address;
  const descending = sort.startsWith('-');
  const active = column.sort !== undefined && sort.replace(/^-/, '') === column.sort;
  const direction = descending ? 'descending' : 'ascending';
  const Arrow = active ? (descending ? ArrowDown : ArrowUp) : ChevronsUpDown;

  if (!column.sort) {
    return (
      <th scope="col" data-align={column.align} style={{ width: column.width }}>
        {column.label}
      </th>
    );
  }
  const other = active && !descending ? `-${column.sort}` : column.sort;
  return (
    <th
      scope="col"
      data-align={column.align}
      style={{ width: column.width }}
      {...(active && { 'aria-sort': direction })}
    >
      <ButtonBase
        onClick={() => navigation.narrow({ sort: other })}
        sx={{ font: 'inherit', gap: 1, borderRadius: 1, px: 1.5, mx: -1.5, py: 1 }}
      >
        {column.label}
        <Arrow size={14} aria-hidden opacity={active ? 1 : 0.55} />
      </ButtonBase>
    </th>
  );
}
