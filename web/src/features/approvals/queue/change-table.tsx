import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import type { ApprovalDetail } from './approvals.queries';
import { valueText } from './value-text';

/** The exact arguments; beside those that replace something, what they replace. */
export function ChangeTable({ detail }: { detail: ApprovalDetail }) {
  const { t } = useTranslation('approvals.queue');
  const given = Object.entries((detail.arguments ?? {}) as Record<string, unknown>);
  const changes = new Map(detail.changes.map((change) => [change.field, change]));
  const compares = detail.changes.some(({ isKnown }) => isKnown);
  const { target } = detail.approval;
  return (
    <Box
      component="table"
      sx={{
        mb: 5,
        width: '100%',
        tableLayout: 'fixed',
        borderCollapse: 'collapse',
        fontSize: 14,
        '& caption': { textAlign: 'start', pb: 2, fontWeight: 600, overflowWrap: 'anywhere' },
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
      <caption>{target?.name ? t('change.of', { name: target.name }) : t('change.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('change.field')}</th>
          {compares && <th scope="col">{t('change.before')}</th>}
          <th scope="col">{compares ? t('change.after') : t('change.value')}</th>
        </tr>
      </thead>
      <tbody>
        {given.map(([field, value]) => {
          const change = changes.get(field);
          return (
            <tr key={field}>
              <th scope="row">
                <Code>{field}</Code>
              </th>
              {compares && <td>{change?.isKnown ? valueText(change.before) : ''}</td>}
              <td>{valueText(value)}</td>
            </tr>
          );
        })}
        {given.length === 0 && (
          <tr>
            <td colSpan={compares ? 3 : 2}>{t('change.none')}</td>
          </tr>
        )}
      </tbody>
    </Box>
  );
}
