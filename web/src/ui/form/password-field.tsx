import type { FieldValues } from 'react-hook-form';
import { usePasswordToggle } from './password-toggle';
import { TextField, type TextFieldProps } from './text-field';

/** A password in a form; pasting and password managers are welcome. */
export function PasswordField<Values extends FieldValues>(props: TextFieldProps<Values>) {
  return <TextField {...props} {...usePasswordToggle()} />;
}
