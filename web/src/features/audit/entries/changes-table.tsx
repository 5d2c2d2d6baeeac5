import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import type { Entry } from './entries.queries';
import { useValueText } from './use-value-text';

/** Before and after of every field that was changed. What is secret or personal arrives masked from the server. */
export function ChangesTable({ changes }: { changes: Entry['changes'] }) {
  const { t, i18n } = useTranslation('audit.entries');
  const valueText = useValueText();
  const heading = useId();
  if (changes.length === 0) return null;
  return (
    <Box sx={{ mt: 6 }}>
      <Typography id={heading} variant="h3" component="h2" sx={{ mb: 2 }}>
        {t('changes.title')}
      </Typography>
      <Box
        component="table"
        aria-labelledby={heading}
        sx={{
          width: '100%',
          tableLayout: 'fixed',
          borderCollapse: 'collapse',
          fontSize: 14,
          '& th, & td': {
            textAlign: 'start',
            verticalAlign: 'top',
            py: 2,
            pr: 2,
            borderTop: 1,
            borderColor: 'tokens.border',
            overflowWrap: 'anywhere',
            whiteSpace: 'pre-wrap',
          },
          '& th': { fontWeight: 500 },
          '& thead th': { color: 'tokens.muted', fontSize: 13 },
        }}
      >
        <thead>
          <tr>
            <th scope="col">{t('changes.field')}</th>
            <th scope="col">{t('changes.before')}</th>
            <th scope="col">{t('changes.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">
                {i18n.exists(`audit.entries:changed.${field}`) ? t(`changed.${field}`) : <Code>{field}</Code>}
              </th>
              <td>{valueText(field, before)}</td>
              <td>{valueText(field, after)}</td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
