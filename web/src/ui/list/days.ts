/** The first instant of a day (`2026-11-22`) in a time zone, as the API wants it. */
export function startOfDay(day: string, zone: string): string {
  return instantOf(day, zone).toISOString();
}

/** The last instant of a day: a filter "to the 22nd" holds the whole 22nd, on days of 23 and 25 hours too. */
export function endOfDay(day: string, zone: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return new Date(instantOf(next.toISOString().slice(0, 10), zone).getTime() - 1).toISOString();
}

function instantOf(day: string, zone: string): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  // The offset at the wanted instant is not known before the instant is: a second look settles days on which clocks change.
  const first = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(first, zone));
}

function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(instant / 1000) * 1000;
}
