import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/ui/page/notice';
import type { ProfileValues } from './profile-form';

type Props = { stored: ProfileValues; typed: ProfileValues; onKeep: () => void; onTake: () => void };

const fields = ['displayName', 'language', 'timeZone', 'theme', 'density'] as const;

const labels = {
  displayName: 'profile.name',
  language: 'profile.language',
  timeZone: 'profile.time_zone',
  theme: 'profile.theme',
  density: 'profile.density',
} as const;

/** Both versions side by side, only where they differ. */
export function ProfileConflict({ stored, typed, onKeep, onTake }: Props) {
  const { t } = useTranslation('identity.me');
  return (
    <Notice tone="warning" role="alert">
      {t('profile.stale')}
      <Box
        component="table"
        sx={{ my: 3, width: '100%', textAlign: 'left', '& td, & th': { pr: 3, py: 1, fontWeight: 400 } }}
      >
        <thead>
          <tr>
            <th scope="col">{t('profile.title')}</th>
            <th scope="col">{t('profile.stale.stored')}</th>
            <th scope="col">{t('profile.stale.yours')}</th>
          </tr>
        </thead>
        <tbody>
          {fields
            .filter((field) => stored[field] !== typed[field])
            .map((field) => (
              <tr key={field}>
                <th scope="row">{t(labels[field])}</th>
                <td>{stored[field]}</td>
                <td>{typed[field]}</td>
              </tr>
            ))}
        </tbody>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <Button size="small" onClick={onKeep}>
          {t('profile.stale.keep')}
        </Button>
        <Button size="small" onClick={onTake}>
          {t('profile.stale.take')}
        </Button>
      </Box>
    </Notice>
  );
}
