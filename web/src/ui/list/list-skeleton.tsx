import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './definition';
import { tableSx } from './table-styles';

interface Props<Row> {
  columns: readonly Column<Row>[];
  density: 'comfortable' | 'compact';
  phone: boolean;
  selectable: boolean;
}

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Rows in the shape of what is coming; only for answers slow enough to be noticed. */
export function ListSkeleton<Row>({ columns, density, phone, selectable }: Props<Row>) {
  const { t } = useTranslation('ui.list');
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 150);
    return () => clearTimeout(timer);
  }, []);
  // The height is taken from the start, so that nothing jumps when the rows are there.
  if (!slow) return <Box aria-busy sx={{ minHeight: 360 }} />;
  return (
    <>
      <Box role="status" sx={{ position: 'absolute', clipPath: 'inset(50%)' }}>
        {t('loading')}
      </Box>
      <Box aria-hidden sx={{ border: 1, borderColor: 'tokens.border', borderRadius: 1, overflow: 'hidden' }}>
        <Box component="table" data-density={density} sx={tableSx}>
          {!phone && (
            <thead>
              <tr>
                {columns.map((column, index) => (
                  <td key={column.id} colSpan={selectable && index === 0 ? 2 : 1}>
                    {column.label}
                  </td>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {rows.map((row, index) => (
              <tr key={row}>
                {selectable && (
                  <td className="mark">
                    <Skeleton variant="rounded" width={16} height={16} sx={{ mx: 'auto' }} />
                  </td>
                )}
                {(phone ? columns.slice(0, 1) : columns).map((column) => (
                  <td key={column.id}>
                    <Skeleton width={`${60 + ((index * 17 + column.id.length * 11) % 35)}%`} />
                    {phone && <Skeleton width="45%" />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Box>
      </Box>
    </>
  );
}
