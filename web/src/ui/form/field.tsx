import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from './use-error-text';

export type FieldProps = {
  label: string;
  /** What a good value is, before anything is wrong. */
  hint?: ReactNode;
  optional?: boolean;
};

type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean };
type Props = FieldProps & { error?: string; children: (wiring: Wiring) => ReactNode };

/** A label over its control, with hint and error tied to it for screen readers. Labels never float. */
export function Field({ label, hint, optional, error, children }: Props) {
  const { t } = useTranslation('ui');
  const errorText = useErrorText(error);
  const id = useId();
  const described = [hint && `${id}-hint`, errorText && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minWidth: 0 }}>
      <Box component="label" htmlFor={id} sx={{ fontSize: '0.875rem', fontWeight: 550, mb: '6px' }}>
        {label}
        {optional && (
          <Box component="span" sx={{ color: 'tokens.muted', fontWeight: 400 }}>
            {' '}
            ({t('optional')})
          </Box>
        )}
      </Box>
      {children({ id, 'aria-describedby': described, 'aria-invalid': Boolean(errorText) })}
      {hint && (
        <FormHelperText id={`${id}-hint`} component="div" sx={{ color: 'tokens.muted' }}>
          {hint}
        </FormHelperText>
      )}
      <FormHelperText
        id={`${id}-error`}
        component="div"
        error
        role={errorText ? 'alert' : undefined}
        sx={{ mt: errorText ? '4px' : 0 }}
      >
        {errorText}
      </FormHelperText>
    </Box>
  );
}
