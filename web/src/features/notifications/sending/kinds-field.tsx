import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNames } from './kinds.queries';

interface Props<Values extends FieldValues> {
  control: Control<Values>;
  name: FieldPath<Values>;
}

/** Which kinds of events; none chosen stands for all, also those that come with a later version. */
export function KindsField<Values extends FieldValues>({ control, name }: Props<Values>) {
  const { t } = useTranslation('notifications.sending');
  const { kinds } = useNames();
  const { field } = useController({ control, name });
  const chosen: readonly string[] = Array.isArray(field.value) ? field.value : [];
  const gone = chosen.filter((value) => !kinds.some((kind) => kind.value === value));
  const offered = [...kinds, ...gone.map((value) => ({ value, label: value }))];
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 0.5, fontSize: 14, fontWeight: 550 }}>
        {t('field.kinds')}
      </Box>
      <Box sx={{ color: 'tokens.muted', fontSize: 13, mb: 1 }}>{t('kinds.hint')}</Box>
      {offered.map(({ value, label }, index) => (
        <FormControlLabel
          key={value}
          sx={{ display: 'flex', mr: 0 }}
          label={label}
          control={
            <Checkbox
              size="small"
              {...(index === 0 && { slotProps: { input: { ref: field.ref } } })}
              checked={chosen.includes(value)}
              onChange={(event) =>
                field.onChange(event.target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
              }
            />
          }
        />
      ))}
    </Box>
  );
}
