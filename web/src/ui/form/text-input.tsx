import OutlinedInput from '@mui/material/OutlinedInput';
import type { ChangeEventHandler, FocusEventHandler, HTMLInputTypeAttribute, ReactNode, Ref } from 'react';
import { Field, type FieldProps } from './field';

export type TextInputProps = FieldProps & {
  name: string;
  type?: HTMLInputTypeAttribute;
  autoComplete?: string;
  inputMode?: 'text' | 'email' | 'numeric' | 'search';
  placeholder?: string;
  multiline?: boolean;
  readOnly?: boolean;
  end?: ReactNode;
};

type Wiring = {
  /** A code of the `errors` texts, or a sentence. */
  error?: string;
  value?: string;
  onChange?: ChangeEventHandler<HTMLInputElement | HTMLTextAreaElement>;
  onBlur?: FocusEventHandler<HTMLInputElement | HTMLTextAreaElement>;
  inputRef?: Ref<HTMLInputElement>;
};

/** A labelled text box that knows nothing of forms; `TextField` ties one to a form. */
export function TextInput({ label, hint, optional, error, end, multiline, ...input }: TextInputProps & Wiring) {
  return (
    <Field label={label} hint={hint} optional={optional} error={error}>
      {({ id, ...aria }) => (
        <OutlinedInput
          {...input}
          {...(multiline ? { multiline, minRows: 3 } : {})}
          id={id}
          error={aria['aria-invalid']}
          endAdornment={end}
          slotProps={{ input: { ...aria, 'aria-required': !optional } }}
          fullWidth
        />
      )}
    </Field>
  );
}
