import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { useTranslation } from 'react-i18next';
import { RowLink } from './row-link';
import type { RowsProps } from './list-table';

/** The same rows on a phone: a list of the important fields, nothing to scroll sideways. */
export function ListCards<Row>({ definition, columns, density, rows, selection, waiting }: RowsProps<Row>) {
  const { t } = useTranslation('ui.list');
  const at = (place: 'title' | 'line' | 'badge') => columns.filter((column) => column.phone === place);
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
        borderColor: 'divider',
        borderRadius: 2,
        fontSize: 14,
        '& > li:not(:last-of-type)': { borderBottom: 1, borderColor: 'divider' },
      }}
    >
      {rows.map((row) => (
        <Box
          component="li"
          key={definition.rowId(row)}
          data-row-id={definition.rowId(row)}
          sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', px: 1.5, py: density === 'compact' ? 1 : 1.5 }}
        >
          {selection && (
            <Checkbox
              size="small"
              checked={selection.has(row)}
              onChange={(event) => selection.set([row], event.target.checked)}
              slotProps={{ input: { 'aria-label': t('select.row', { name: definition.rowName(row) }) } }}
              sx={{ p: 0.5, m: -0.5 }}
            />
          )}
          <Box sx={{ minWidth: 0, flex: 1, display: 'grid', gap: 0.5, overflowWrap: 'anywhere' }}>
            <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between', alignItems: 'flex-start' }}>
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
            {at('line').map((column) => (
              <Box key={column.id} sx={{ color: 'text.secondary', fontSize: 13 }}>
                <span>{column.label}: </span>
                {column.cell(row)}
              </Box>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
