import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { type ReactNode, useId } from 'react';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';

type Props<Values extends FieldValues> = {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: ReactNode;
  hint?: ReactNode;
};

export function CheckField<Values extends FieldValues>({ control, name, label, hint }: Props<Values>) {
  const { field } = useController({ control, name });
  const id = useId();
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1.5 }}>
      <Checkbox
        id={id}
        size="small"
        name={field.name}
        checked={Boolean(field.value)}
        onChange={(event) => field.onChange(event.target.checked)}
        onBlur={field.onBlur}
        slotProps={{ input: { ref: field.ref, 'aria-describedby': hint ? `${id}-hint` : undefined } }}
        sx={{ ml: '-6px', mt: '-4px' }}
      />
      <Box>
        <Box component="label" htmlFor={id} sx={{ fontSize: '0.875rem', cursor: 'pointer' }}>
          {label}
        </Box>
        {hint && (
          <Box id={`${id}-hint`} sx={{ color: 'tokens.muted', fontSize: '0.8125rem' }}>
            {hint}
          </Box>
        )}
      </Box>
    </Box>
  );
}
