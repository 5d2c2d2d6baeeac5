import OutlinedInput from '@mui/material/OutlinedInput';
import type { HTMLInputTypeAttribute, ReactNode } from 'react';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { Field, type FieldProps } from './field';

export type TextFieldProps<Values extends FieldValues> = FieldProps & {
  control: Control<Values>;
  name: FieldPath<Values>;
  type?: HTMLInputTypeAttribute;
  autoComplete?: string;
  inputMode?: 'text' | 'email' | 'numeric' | 'search';
  placeholder?: string;
  multiline?: boolean;
  readOnly?: boolean;
  end?: ReactNode;
};

export function TextField<Values extends FieldValues>(props: TextFieldProps<Values>) {
  const { control, name, label, hint, optional, end, multiline, readOnly, ...input } = props;
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} optional={optional} error={fieldState.error?.message}>
      {({ id, ...aria }) => (
        <OutlinedInput
          {...input}
          {...(multiline ? { multiline, minRows: 3 } : {})}
          id={id}
          name={field.name}
          value={field.value ?? ''}
          onChange={field.onChange}
          onBlur={field.onBlur}
          inputRef={field.ref}
          readOnly={readOnly}
          error={aria['aria-invalid']}
          endAdornment={end}
          slotProps={{ input: { ...aria, 'aria-required': !optional } }}
          fullWidth
        />
      )}
    </Field>
  );
}
