import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { TextInput, type TextInputProps } from './text-input';

export type TextFieldProps<Values extends FieldValues> = TextInputProps & {
  control: Control<Values>;
  name: FieldPath<Values>;
};

export function TextField<Values extends FieldValues>({ control, ...props }: TextFieldProps<Values>) {
  const { field, fieldState } = useController({ control, name: props.name });
  return (
    <TextInput
      {...props}
      value={field.value ?? ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={fieldState.error?.message}
    />
  );
}
