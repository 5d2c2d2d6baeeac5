import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { useTranslation } from 'react-i18next';
import type { Column } from './definition';
import { RowLink } from './row-link';
import type { RowsProps } from './list-table';

/** What speaks for itself shares a line. */
const plainSx = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 5,
  color: 'tokens.muted',
  fontSize: 13,
  // What is long takes a line of its own: a dot that would stand before the first of a line is cut off.
  clipPath: 'inset(-4px -4px -4px -4px)',
  '& > *': { position: 'relative' },
  '& > * + *::before': { content: '"·"', position: 'absolute', left: -12 },
} as const;

/** The same rows on a phone: a list of the important fields, nothing to scroll sideways. */
export function ListCards<Row>({ definition, columns, density, rows, selection, waiting }: RowsProps<Row>) {
  const { t } = useTranslation('ui.list');
  const at = (...places: Column<Row>['phone'][]) => columns.filter((column) => places.includes(column.phone));
  return (
    <Box
      component="ul"
      aria-label={definition.label}
      aria-busy={waiting}
      sx={{
        m: 0,
        p: 0,
        listStyle: 'none',
        border: 1,
        borderColor: 'tokens.border',
        borderRadius: 1,
        fontSize: 14,
        '& > li:not(:last-of-type)': { borderBottom: 1, borderColor: 'tokens.border' },
      }}
    >
      {rows.map((row) => (
        <Box
          component="li"
          key={definition.rowId(row)}
          data-row-id={definition.rowId(row)}
          sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', px: 3, py: density === 'compact' ? 1 : 1.5 }}
        >
          {selection && (
            <Checkbox
              size="small"
              checked={selection.has(row)}
              onChange={(event) => selection.set([row], event.target.checked)}
              slotProps={{ input: { 'aria-label': t('select.row', { name: definition.rowName(row) }) } }}
              sx={{ p: 1, m: -1 }}
            />
          )}
          <Box sx={{ minWidth: 0, flex: 1, display: 'grid', gap: 1, overflowWrap: 'anywhere' }}>
            <Box sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', alignItems: 'flex-start' }}>
              <RowLink path={definition.rowPath?.(row)}>
                {at('title').map((column) => (
                  <span key={column.id}>{column.cell(row)}</span>
                ))}
              </RowLink>
              {at('badge').map((column) => (
                <Box component="span" key={column.id} sx={{ flexShrink: 0 }}>
                  {column.cell(row)}
                </Box>
              ))}
            </Box>
            {at('plain').length > 0 && (
              <Box sx={plainSx}>
                {at('plain').map((column) => (
                  <span key={column.id}>{column.cell(row)}</span>
                ))}
              </Box>
            )}
            {at('line').map((column) => (
              <Box key={column.id} sx={{ color: 'tokens.muted', fontSize: 13 }}>
                <span>{t('ui:named', { name: column.label })} </span>
                {column.cell(row)}
              </Box>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
