import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/ui/time/use-formats';
import type { Filter } from './definition';

interface Props {
  filter: Filter;
  values: Readonly<Record<string, readonly string[]>>;
  onEdit: (anchor: HTMLElement) => void;
  onRemove: () => void;
}

/** Two buttons in one shape: the words change the filter, the cross takes it off. */
export function FilterChip({ filter, values, onEdit, onRemove }: Props) {
  const { t } = useTranslation('ui.list');
  const text = useFilterText(filter, values);
  const label = t('filter.chip', { label: filter.label, value: text });
  const part = { px: 2, height: 28, fontSize: 13 };
  return (
    <Box
      sx={{
        display: 'inline-flex',
        minWidth: 0,
        maxWidth: '100%',
        border: 1,
        borderColor: 'tokens.border',
        borderRadius: 0.75,
        bgcolor: 'tokens.hover',
      }}
    >
      {filter.kind === 'link' && !filter.find ? (
        <Box component="span" sx={{ ...part, display: 'inline-flex', alignItems: 'center', minWidth: 0 }}>
          <ChipText label={filter.label} text={text} />
        </Box>
      ) : (
        <ButtonBase
          aria-label={t('filter.edit', { filter: label })}
          aria-haspopup="dialog"
          onClick={(event) => onEdit(event.currentTarget)}
          sx={{ ...part, borderRadius: '6px 0 0 6px', minWidth: 0 }}
        >
          <ChipText label={filter.label} text={text} />
        </ButtonBase>
      )}
      <ButtonBase
        aria-label={t('filter.remove', { filter: label })}
        onClick={onRemove}
        sx={{ ...part, px: 1.5, borderRadius: '0 6px 6px 0', borderLeft: 1, borderColor: 'tokens.border' }}
      >
        <X size={14} aria-hidden />
      </ButtonBase>
    </Box>
  );
}

function ChipText({ label, text }: { label: string; text: string }) {
  return (
    <Box component="span" title={text} sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
      <Box component="span" sx={{ color: 'tokens.muted', mr: 1.5 }}>
        {label}
      </Box>
      {text}
    </Box>
  );
}

function useFilterText(filter: Filter, values: Props['values']): string {
  const { t, i18n } = useTranslation('ui.list');
  const { date } = useFormats();
  const name = useName(filter, values);
  if (filter.kind === 'dates') {
    const [from, to] = [values[filter.from]?.[0], values[filter.to]?.[0]];
    // Noon in UTC: the same calendar day in every zone between -12 and +11 that a plain date could be shown in.
    const day = (value: string) => date(`${value}T12:00:00Z`);
    if (from && to) return from === to ? day(from) : t('dates.between', { from: day(from), to: day(to) });
    return from ? t('dates.since', { from: day(from) }) : t('dates.until', { to: day(to ?? '') });
  }
  const chosen = values[filter.id] ?? [];
  if (filter.kind === 'choice') {
    const labels = chosen.map((value) => filter.options.find((option) => option.value === value)?.label ?? value);
    return new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(labels);
  }
  return name ?? chosen[0] ?? '';
}

/** The name behind a link's id; the id itself where nobody knows a name, or the reader may not learn it. */
function useName(filter: Filter, values: Props['values']): string | undefined {
  const value = filter.kind === 'link' ? values[filter.id]?.[0] : undefined;
  const lookup = filter.kind === 'link' && value ? filter.nameOf?.(value) : undefined;
  const { data, isFetching } = useQuery({
    queryKey: ['ui.list', 'no-name'],
    queryFn: () => null,
    ...lookup,
    enabled: !!lookup,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  // An id would flash up for a moment.
  return lookup && !data && isFetching ? '…' : (data ?? undefined);
}
