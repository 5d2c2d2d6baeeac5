import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Fact, Facts } from '@/ui/page/facts';
import { useFormats } from '@/ui/time/use-formats';
import { useArgumentLabel } from './use-argument-label';

type Row = Readonly<Record<string, unknown>>;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const mostColumns = 5;

/** What a tool answered: a list as a table, one thing by its names, and all of it as it came. */
export function ResultView({ result }: { result: unknown }) {
  const { t } = useTranslation('assistant.chat');
  const rows = isRow(result) && Array.isArray(result.items) ? result.items.filter(isRow) : undefined;
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      {rows ? rows.length > 0 ? <Rows rows={rows} /> : <span>{t('result.empty')}</span> : <One result={result} />}
      {isRow(result) && (
        <details>
          <Box component="summary" sx={{ cursor: 'pointer', color: 'tokens.muted', fontSize: '0.8125rem' }}>
            {t('result.raw')}
          </Box>
          <Box component="pre" tabIndex={0} sx={{ m: 0, mt: 1, maxHeight: 320, overflow: 'auto', fontSize: 13 }}>
            {JSON.stringify(result, null, 2)}
          </Box>
        </details>
      )}
    </Box>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('assistant.chat');
  const label = useArgumentLabel();
  const text = useText();
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    .filter((name) => !/id$/i.test(name) && rows.some((row) => isShown(row[name])))
    .slice(0, mostColumns);
  return (
    <Box role="group" aria-label={t('table')} tabIndex={0} sx={{ overflowX: 'auto' }}>
      <Box component="table" sx={tableSx}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {label(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // Rows stay as they came.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              {columns.map((name) => (
                <td key={name}>{text(row[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

function One({ result }: { result: unknown }) {
  const { t } = useTranslation('assistant.chat');
  const label = useArgumentLabel();
  const text = useText();
  if (result === null || result === undefined) return <span>{t('result.nothing')}</span>;
  if (!isRow(result)) return <span>{text(result)}</span>;
  const known = Object.entries(result).filter(([, value]) => isShown(value));
  if (known.length === 0) return null;
  return (
    <Facts>
      {known.map(([name, value]) => (
        <Fact key={name} name={label(name)}>
          {text(value)}
        </Fact>
      ))}
    </Facts>
  );
}

const isShown = (value: unknown) =>
  (isPlain(value) && value !== null && value !== '') ||
  (Array.isArray(value) && value.length > 0 && value.every(isPlain));

function useText() {
  const { t } = useTranslation('assistant.chat');
  const { dateTime } = useFormats();
  return (value: unknown): string => {
    if (typeof value === 'boolean') return value ? t('yes') : t('no');
    if (Array.isArray(value)) return value.map(String).join(', ');
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return dateTime(value);
    return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  };
}

const tableSx = {
  borderCollapse: 'collapse',
  fontSize: '0.875rem',
  '& th, & td': {
    textAlign: 'start',
    verticalAlign: 'top',
    py: 1,
    pr: 4,
    borderBottom: 1,
    borderColor: 'tokens.border',
  },
  '& th': { color: 'tokens.muted', fontWeight: 500, fontSize: '0.8125rem', whiteSpace: 'nowrap' },
} as const;
