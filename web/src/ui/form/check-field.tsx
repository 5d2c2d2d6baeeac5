import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { CheckInput, type CheckInputProps } from './check-input';

type Props<Values extends FieldValues> = CheckInputProps & { control: Control<Values>; name: FieldPath<Values> };

export function CheckField<Values extends FieldValues>({ control, ...props }: Props<Values>) {
  const { field } = useController({ control, name: props.name });
  return (
    <CheckInput
      {...props}
      checked={Boolean(field.value)}
      onChange={(_, checked) => field.onChange(checked)}
      onBlur={field.onBlur}
      inputRef={field.ref}
    />
  );
}
