import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import { useTranslation } from 'react-i18next';
import type { Column } from './definition';
import type { ListNavigation } from './use-address';

/** Every order that the list can be read in. */
export function SortField<Row>(props: { columns: readonly Column<Row>[]; navigation: ListNavigation }) {
  const { columns, navigation } = props;
  const { t } = useTranslation('ui.list');
  const sorts = columns.flatMap(({ sort, label }) =>
    sort
      ? [
          { value: sort, text: t('sort.ascending', { column: label }) },
          { value: `-${sort}`, text: t('sort.descending', { column: label }) },
        ]
      : [],
  );
  if (sorts.length === 0) return null;
  return (
    <Box component="label" sx={{ display: 'grid', gap: 0.5, mb: 3, fontSize: 13, fontWeight: 600 }}>
      {t('sort')}
      <NativeSelect
        value={navigation.address.sort}
        onChange={(event) => navigation.narrow({ sort: event.target.value })}
        sx={{ fontSize: 14 }}
      >
        {sorts.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </NativeSelect>
    </Box>
  );
}
