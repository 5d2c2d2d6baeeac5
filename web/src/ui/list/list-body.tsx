import Button from '@mui/material/Button';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FilterX, Inbox, WifiOff } from 'lucide-react';
import { isProblem, unreachable } from '@/platform/api/problem';
import { EmptyState, ErrorState } from '@/ui/states';
import type { Column, ListDefinition, ListPage } from './definition';
import { ListCards } from './list-cards';
import { ListSkeleton } from './list-skeleton';
import { ListTable } from './list-table';
import type { ListNavigation } from './use-address';
import type { Selection } from './use-selection';

export interface ListBodyProps<Row> {
  definition: ListDefinition<Row>;
  columns: readonly Column<Row>[];
  density: 'comfortable' | 'compact';
  phone: boolean;
  page: UseQueryResult<ListPage<Row>>;
  navigation: ListNavigation;
  narrowed: boolean;
  selection: Selection<Row> | undefined;
}

/** The rows, or the one sentence that says why there are none. */
export function ListBody<Row>({ narrowed, page, navigation, phone, ...rest }: ListBodyProps<Row>) {
  const { t } = useTranslation('ui.list');
  const { definition, columns, density, selection } = rest;

  if (!page.data) {
    if (page.fetchStatus === 'paused' || isProblem(page.error, unreachable)) {
      return (
        <EmptyState
          icon={WifiOff}
          title={t('offline.title')}
          text={t('offline.text')}
          action={<Button onClick={() => void page.refetch()}>{t('retry')}</Button>}
        />
      );
    }
    if (page.isPending) {
      return <ListSkeleton columns={columns} density={density} phone={phone} selectable={!!selection} />;
    }
    return (
      <>
        <ErrorState error={page.error} onRetry={() => void page.refetch()} />
        {/* A cursor is bound to its question and may have been cut in a copied link. */}
        {navigation.address.cursor && <Button onClick={navigation.first}>{t('first')}</Button>}
      </>
    );
  }
  if (page.data.items.length === 0) {
    if (navigation.address.cursor) {
      return (
        <EmptyState
          icon={Inbox}
          title={t('end.title')}
          text={t('end.text')}
          action={<Button onClick={navigation.first}>{t('first')}</Button>}
        />
      );
    }
    if (narrowed) {
      return (
        <EmptyState
          icon={FilterX}
          title={t('noMatch.title')}
          text={t('noMatch.text')}
          action={<Button onClick={() => navigation.narrow({ filters: {}, q: '' })}>{t('clear')}</Button>}
        />
      );
    }
    return <EmptyState icon={Inbox} {...definition.empty} />;
  }
  const Rows = phone ? ListCards : ListTable;
  return <Rows {...rest} rows={page.data.items} navigation={navigation} waiting={page.isPlaceholderData} />;
}
