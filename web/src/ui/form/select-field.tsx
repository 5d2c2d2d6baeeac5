import Box from '@mui/material/Box';
import type { InputBaseComponentProps } from '@mui/material/InputBase';
import OutlinedInput from '@mui/material/OutlinedInput';
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
      {({ id, ...aria }) => (
        <OutlinedInput
          id={id}
          name={field.name}
          value={field.value ?? ''}
          onChange={field.onChange}
          onBlur={field.onBlur}
          inputRef={field.ref}
          error={aria['aria-invalid']}
          inputComponent={NativeSelect}
          slotProps={{ input: { ...aria, children: options.map(toOption) } }}
          endAdornment={
            <Box aria-hidden sx={{ display: 'flex', color: 'tokens.muted', pointerEvents: 'none', ml: -6 }}>
              <ChevronDown size={16} />
            </Box>
          }
          sx={{ '& select': { appearance: 'none', cursor: 'pointer', pr: 8, height: 'auto', bgcolor: 'tokens.surface', color: 'inherit' } }}
          fullWidth
        />
      )}
    </Field>
  );
}

function NativeSelect(props: InputBaseComponentProps) {
  return <select {...props} />;
}

function toOption({ value, label }: Option) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}
