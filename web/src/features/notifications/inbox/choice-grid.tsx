import Box from '@mui/material/Box';
import { LockKeyhole } from 'lucide-react';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Choice, Preferences } from './inbox.queries';
import { keyOf, type PreferenceValues } from './preference-values';

interface Props {
  preferences: Preferences;
  control: Control<PreferenceValues>;
}

/** Kinds by channels: the browser's own list in each cell, a lock where the security of the account decides. */
export function ChoiceGrid({ preferences, control }: Props) {
  const { t } = useTranslation('notifications.inbox');
  const { field } = useController({ control, name: 'choices' });
  const { channels, kinds } = preferences;
  const choose = (key: string, choice: string) => field.onChange({ ...field.value, [key]: choice });
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Box component="table" aria-label={t('grid.title')} sx={gridSx}>
        <thead>
          <tr>
            <th scope="col">{t('field.kind')}</th>
            {channels.map(({ name, displayName }) => (
              <th key={name} scope="col">
                {displayName}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind.name}>
              <th scope="row">{kind.displayName}</th>
              {channels.map((channel) => {
                const cell = kind.channels.find((each) => each.channel === channel.name);
                const key = keyOf(kind.name, channel.name);
                return (
                  <td key={channel.name}>
                    {!cell || cell.isFixed ? (
                      <Fixed choice={cell?.choice ?? 'off'} />
                    ) : (
                      <Box
                        component="select"
                        aria-label={t('grid.cell', { kind: kind.displayName, channel: channel.displayName })}
                        value={field.value[key] ?? cell.choice}
                        onChange={(event: React.ChangeEvent<HTMLSelectElement>) => choose(key, event.target.value)}
                        sx={selectSx}
                      >
                        <option value="now">{t('choice.now')}</option>
                        {channel.canDigest && <option value="digest">{t('choice.digest')}</option>}
                        <option value="off">{t('choice.off')}</option>
                      </Box>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

function Fixed({ choice }: { choice: Choice }) {
  const { t } = useTranslation('notifications.inbox');
  return (
    <Box
      component="span"
      title={t('fixed')}
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, color: 'tokens.muted', minHeight: 32 }}
    >
      <LockKeyhole size={14} role="img" aria-label={t('fixed')} />
      {t(`choice.${choice}`)}
    </Box>
  );
}

const gridSx = {
  width: '100%',
  // On a phone every channel has its share of the width, and nothing is out of sight.
  tableLayout: { xs: 'fixed', sm: 'auto' },
  borderCollapse: 'collapse',
  fontSize: 14,
  overflowWrap: 'anywhere',
  '& th, & td': {
    textAlign: 'start',
    py: 1.5,
    pr: { xs: 1.5, sm: 3 },
    fontWeight: 400,
    borderBottom: 1,
    borderColor: 'tokens.border',
  },
  '& thead th': { color: 'tokens.muted', fontSize: 13, fontWeight: 500 },
  '& th:first-of-type': { width: { xs: '30%', sm: 'auto' } },
} as const;

const selectSx = {
  minHeight: 32,
  // The longest of the words ("Al momento") is whole on a phone.
  width: { xs: '100%', sm: 'auto' },
  maxWidth: '100%',
  px: { xs: 0, sm: 2 },
  font: 'inherit',
  fontSize: { xs: 13, sm: 14 },
  color: 'inherit',
  borderRadius: 0.75,
  border: 1,
  borderColor: 'tokens.outline',
  bgcolor: 'tokens.surface',
  '&:hover': { borderColor: 'tokens.text' },
} as const;
