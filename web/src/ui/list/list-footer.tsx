import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import NativeSelect from '@mui/material/NativeSelect';
import type { UseQueryResult } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ListQuery, pageSizes } from './address';
import type { ListPage, ListSource } from './definition';
import type { ListNavigation } from './use-address';
import { useListCount } from './use-list-page';

interface Props<Row> {
  source: ListSource<Row>;
  query: ListQuery;
  page: UseQueryResult<ListPage<Row>>;
  navigation: ListNavigation;
}

/** Previous and Next, no page numbers: rows come and go, and a number would point at others a moment later. */
export function ListFooter<Row>({ source, query, page, navigation }: Props<Row>) {
  const { t } = useTranslation('ui.list');
  const count = useListCount(source, query);
  const { cursor, limit } = navigation.address;
  const next = page.isPlaceholderData ? null : page.data?.next;
  const rows = page.data?.items.length ?? 0;
  if (!page.data || (rows === 0 && !cursor)) return null;

  // All rows in sight: the number is known without asking.
  const total = page.data.total ?? (next || cursor ? count.data : rows);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', fontSize: 13, color: 'tokens.muted' }}>
      <Box role="status" sx={{ minHeight: 20 }}>
        {typeof total === 'number' ? t('count.total', { count: total }) : t('count.page', { count: rows })}
        {count.isError && ` ${t('count.failed')}`}
      </Box>
      {typeof total !== 'number' && (
        <Button
          size="small"
          variant="text"
          color="primary"
          loading={count.isFetching}
          onClick={() => void count.refetch()}
        >
          {t('count.ask')}
        </Button>
      )}
      <Box sx={{ ml: 'auto', display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
        {(next || cursor || rows > (pageSizes[0] ?? 0)) && (
          <Box component="label" sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
            {t('pageSize')}
            <NativeSelect
              value={limit}
              onChange={(event) => navigation.narrow({ limit: Number(event.target.value) })}
              sx={{ fontSize: 13 }}
            >
              {pageSizes.map((size) => (
                <option key={size} value={size}>
                  {size}
                </option>
              ))}
            </NativeSelect>
          </Box>
        )}
        {(next || cursor) && (
          <Box component="nav" aria-label={t('pages')} sx={{ display: 'flex', gap: 2 }}>
            <Button size="small" startIcon={<ChevronLeft size={16} />} disabled={!cursor} onClick={navigation.previous}>
              {cursor && !navigation.hasTrail ? t('first') : t('previous')}
            </Button>
            <Button
              size="small"
              endIcon={<ChevronRight size={16} />}
              disabled={!next}
              onClick={() => next && navigation.next(next)}
            >
              {t('next')}
            </Button>
          </Box>
        )}
      </Box>
    </Box>
  );
}
