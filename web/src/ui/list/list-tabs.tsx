import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useLocation, useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type Search, writeAddress } from './address';
import type { ListDefinition } from './definition';
import type { ListNavigation } from './use-address';

interface Props<Row> {
  definition: ListDefinition<Row>;
  navigation: ListNavigation;
}

/** One filter as a row of links over the list: where one is and what else there is, without opening anything. */
export function ListTabs<Row>({ definition, navigation }: Props<Row>) {
  const { t } = useTranslation('ui.list');
  const filter = definition.filters.find((each) => each.kind === 'choice' && each.tabs);
  if (filter?.kind !== 'choice') return null;
  const { address, search } = navigation;
  const chosen = address.filters[filter.id]?.[0];
  const { [filter.id]: _, ...others } = address.filters;
  const tabs = [{ value: undefined, label: t('tabs.all') }, ...filter.options];
  return (
    <Box
      component="nav"
      aria-label={filter.label}
      sx={{ display: 'flex', gap: 1, overflowX: 'auto', borderBottom: 1, borderColor: 'tokens.border' }}
    >
      {tabs.map(({ value, label }) => (
        <Tab
          key={label}
          label={label}
          current={value === chosen}
          search={addressOf(search, definition, {
            ...address,
            filters: value ? { ...others, [filter.id]: [value] } : others,
          })}
        />
      ))}
    </Box>
  );
}

/** Another question starts at its first page. */
function addressOf<Row>(search: Search, definition: ListDefinition<Row>, address: ListNavigation['address']) {
  return writeAddress(search, definition, { ...address, cursor: undefined });
}

/** Not the router's own link: that takes every tab of the same page for the current one. */
function Tab({ label, current, search }: { label: string; current: boolean; search: Record<string, string> }) {
  const router = useRouter();
  const { pathname } = useLocation();
  const target = { to: pathname, search, resetScroll: false };
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void router.navigate(target);
  };
  return (
    <ButtonBase
      component="a"
      href={router.buildLocation(target).href}
      aria-current={current ? 'true' : undefined}
      onClick={go}
      sx={tabSx}
    >
      {label}
    </ButtonBase>
  );
}

const tabSx = {
  px: 3,
  py: 2,
  fontSize: 14,
  fontWeight: 500,
  whiteSpace: 'nowrap',
  color: 'tokens.muted',
  borderRadius: 0,
  borderBottom: '2px solid transparent',
  '&:hover': { color: 'tokens.text' },
  '&[aria-current=true]': { color: 'tokens.text', borderBottomColor: 'tokens.accent' },
  '&:focus-visible': { outlineOffset: -2 },
} as const;
