import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/ui/page/notice';

interface Version {
  displayName: string;
  roles: readonly string[];
}

interface Props {
  mine: Version;
  theirs: Version;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** A lost update refused: both versions side by side, and the person says which one goes on. Nothing is saved yet. */
export function ConflictChoice({ mine, theirs, onKeepMine, onTakeTheirs }: Props) {
  const { t } = useTranslation('identity.people');
  const rows = [
    { label: t('field.displayName'), mine: mine.displayName, theirs: theirs.displayName },
    { label: t('field.roles'), mine: mine.roles.join(', '), theirs: theirs.roles.join(', ') },
  ];
  return (
    <Notice tone="warning" role="alert">
      <div>{t('conflict.text')}</div>
      <Box
        component="table"
        sx={{
          my: 3,
          width: '100%',
          borderCollapse: 'collapse',
          '& th, & td': { textAlign: 'start', py: 1, pr: 3, verticalAlign: 'top' },
          '& th': { fontWeight: 500, color: 'tokens.muted' },
        }}
      >
        <thead>
          <tr>
            <td />
            <th scope="col">{t('conflict.mine')}</th>
            <th scope="col">{t('conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{row.mine || t('none')}</td>
              <td>{row.theirs || t('none')}</td>
            </tr>
          ))}
        </tbody>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <Button size="small" onClick={onKeepMine}>
          {t('conflict.keep')}
        </Button>
        <Button size="small" onClick={onTakeTheirs}>
          {t('conflict.take')}
        </Button>
      </Box>
    </Notice>
  );
}
