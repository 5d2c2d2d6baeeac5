import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/platform/session/use-session';
import type { Filter } from './definition';

interface Props {
  filter: Extract<Filter, { kind: 'dates' }>;
  values: Readonly<Record<string, readonly string[]>>;
  onChange: (next: Record<string, readonly string[]>) => void;
  onClose: () => void;
}

const spans = [
  { key: 'dates.today', days: 0 },
  { key: 'dates.week', days: 6 },
  { key: 'dates.month', days: 29 },
] as const;

/** The browser's own date fields: every device has a good one, in the reader's language. */
export function DatesEditor({ filter, values, onChange, onClose }: Props) {
  const { t } = useTranslation('ui.list');
  const zone = useSession().user?.timeZone;
  const [from, setFrom] = useState(values[filter.from]?.[0] ?? '');
  const [to, setTo] = useState(values[filter.to]?.[0] ?? '');
  const apply = (first: string, last: string) => {
    // Swapped ends mean the same days; an error would only cost a second try.
    const [low, high] = first && last && first > last ? [last, first] : [first, last];
    onChange({ [filter.from]: low ? [low] : [], [filter.to]: high ? [high] : [] });
    onClose();
  };
  return (
    <Box
      component="form"
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault();
        apply(from, to);
      }}
      sx={{ display: 'grid', gap: 3, width: 280 }}
    >
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {spans.map(({ key, days }) => (
          <Button key={key} size="small" onClick={() => apply(dayBefore(days, zone), dayBefore(0, zone))}>
            {t(key)}
          </Button>
        ))}
      </Box>
      <DayField label={t('dates.from')} value={from} onChange={setFrom} />
      <DayField label={t('dates.to')} value={to} onChange={setTo} />
      <Button type="submit" variant="contained" color="primary" size="small">
        {t('filter.apply')}
      </Button>
    </Box>
  );
}

function DayField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <TextField
      type="date"
      size="small"
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

/** `2026-11-22` in the reader's zone; sv-SE writes dates the ISO way. */
function dayBefore(days: number, zone: string | undefined): string {
  const day = new Date();
  day.setDate(day.getDate() - days);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(day);
}
