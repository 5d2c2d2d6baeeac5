import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/platform/session/use-session';

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

const spans = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** Dates, times and numbers in the reader's language and zone. */
export function useFormats() {
  const { i18n } = useTranslation();
  const { user } = useSession();
  const language = i18n.language;
  const timeZone = user?.timeZone;
  return useMemo(() => {
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone });
    const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    const time = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone });
    const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', timeZone });
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    const number = new Intl.NumberFormat(language);
    return {
      date: (value: string | number | Date) => date.format(new Date(value)),
      dateTime: (value: string | number | Date) => dateTime.format(new Date(value)),
      exact: (value: string | number | Date) => exact.format(new Date(value)),
      time: (value: string | number | Date) => time.format(new Date(value)),
      number: (value: number) => number.format(value),
      /** "120 ms", "1.5 s", "4 min": two figures are enough to compare by. */
      duration(ms: number) {
        const [unit, size] = spans.find(([, length]) => ms >= length) ?? (['millisecond', 1] as const);
        const style = { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 2 } as const;
        return new Intl.NumberFormat(language, style).format(ms / size);
      },
      relative(value: string | number | Date, now = Date.now()) {
        const distance = (new Date(value).getTime() - now) / 1000;
        const [unit, size] = units.find(([, length]) => Math.abs(distance) >= length) ?? ['second', 1];
        // Seconds would be stale as soon as they are read.
        return relative.format(unit === 'second' ? 0 : Math.round(distance / size), unit);
      },
    };
  }, [language, timeZone]);
}
