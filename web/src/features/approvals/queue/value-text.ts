/** Any JSON value, as exactly as it would be sent and as readable as it can be. */
export const valueText = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(', ') || '–';
  return JSON.stringify(value, null, 2);
};
