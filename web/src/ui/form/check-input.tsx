import Box from '@mui/material/Box';
import Checkbox, { type CheckboxProps } from '@mui/material/Checkbox';
import { type ReactNode, type Ref, useId } from 'react';

export type CheckInputProps = { name: string; label: ReactNode; hint?: ReactNode };
type Wiring = Pick<CheckboxProps, 'checked' | 'onChange' | 'onBlur'> & { inputRef?: Ref<HTMLInputElement> };

/** A labelled check box that knows nothing of forms; `CheckField` ties one to a form. */
export function CheckInput({ label, hint, inputRef, ...input }: CheckInputProps & Wiring) {
  const id = useId();
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1.5 }}>
      <Checkbox
        {...input}
        id={id}
        size="small"
        slotProps={{ input: { ref: inputRef, 'aria-describedby': hint ? `${id}-hint` : undefined } }}
        sx={{ ml: '-6px', mt: '-4px' }}
      />
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
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
