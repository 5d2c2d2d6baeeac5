import Box from '@mui/material/Box';
import { ChevronDown } from 'lucide-react';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { Field, type FieldProps } from './field';

export type Option = { value: string; label: string };

type Props<Values extends FieldValues> = FieldProps & {
  control: Control<Values>;
  name: FieldPath<Values>;
  options: readonly Option[];
};

/** The browser's own list: it works with a thumb, a keyboard and a screen reader without our help. */
export function SelectField<Values extends FieldValues>({ control, name, options, ...rest }: Props<Values>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field {...rest} error={fieldState.error?.message}>
      {(wiring) => (
        <Box sx={{ position: 'relative', display: 'flex', alignItems: 'center' }}>
          <Box component="select" {...wiring} {...field} value={field.value ?? ''} sx={look}>
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Box>
          <Box
            aria-hidden
            sx={{ position: 'absolute', right: 12, display: 'flex', color: 'tokens.muted', pointerEvents: 'none' }}
          >
            <ChevronDown size={16} />
          </Box>
        </Box>
      )}
    </Field>
  );
}

/** As the text fields beside it. */
const look = {
  appearance: 'none',
  width: '100%',
  minHeight: 'var(--control-height)',
  pl: 3,
  pr: 9,
  font: 'inherit',
  fontSize: '0.9375rem',
  color: 'inherit',
  cursor: 'pointer',
  borderRadius: 1,
  border: 1,
  borderColor: 'tokens.outline',
  bgcolor: 'tokens.surface',
  '&:hover': { borderColor: 'tokens.text' },
  '&[aria-invalid="true"]': { borderColor: 'tokens.danger' },
} as const;
