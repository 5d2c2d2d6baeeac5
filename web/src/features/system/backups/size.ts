const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "12 MB": three figures are enough to compare by. */
export function sizeText(bytes: number, language: string) {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const unit = units[step];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    ...(unit && { unit }),
    unitDisplay: 'short',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** step);
}
