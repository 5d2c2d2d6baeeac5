import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/ui/page/notice';

interface Props {
  rows: readonly { label: string; mine: string; theirs: string }[];
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** A lost update refused: both versions side by side, and the person says which one goes on. Nothing is saved yet. */
export function VersionChoice({ rows, onKeepMine, onTakeTheirs }: Props) {
  const { t } = useTranslation('ui.list');
  return (
    <Notice tone="warning" role="alert">
      <div>{t('version.text')}</div>
      <Box
        component="table"
        sx={{
          my: 3,
          width: '100%',
          borderCollapse: 'collapse',
          '& th, & td': { textAlign: 'start', py: 1, pr: 3, verticalAlign: 'top', overflowWrap: 'anywhere' },
          '& th': { fontWeight: 500, color: 'tokens.muted' },
        }}
      >
        <thead>
          <tr>
            <th scope="col">{t('version.field')}</th>
            <th scope="col">{t('version.mine')}</th>
            <th scope="col">{t('version.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{row.mine || t('version.empty')}</td>
              <td>{row.theirs || t('version.empty')}</td>
            </tr>
          ))}
        </tbody>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <Button size="small" onClick={onKeepMine}>
          {t('version.keep')}
        </Button>
        <Button size="small" onClick={onTakeTheirs}>
          {t('version.take')}
        </Button>
      </Box>
    </Notice>
  );
}
