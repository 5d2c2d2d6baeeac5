import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import { useId } from 'react';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { CheckInput } from '@/ui/form/check-input';
import { useErrorText } from '@/ui/form/use-error-text';
import { Code } from '@/ui/page/code';
import { Notice } from '@/ui/page/notice';
import type { TokenValues } from './create-token-form';

type Props = { control: Control<TokenValues>; permissions: readonly string[] };

/** One box per permission the person has: a token cannot carry more. */
export function ScopesField({ control, permissions }: Props) {
  const { t } = useTranslation('identity.me');
  const { field, fieldState } = useController({ control, name: 'scopes' });
  const id = useId();
  const error = useErrorText(fieldState.error?.message);
  if (permissions.length === 0) return <Notice>{t('tokens.scopes.none')}</Notice>;
  return (
    <Box component="fieldset" aria-describedby={`${id}-hint ${id}-error`} sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, fontSize: '0.875rem', fontWeight: 550 }}>
        {t('tokens.scopes')}
      </Box>
      <FormHelperText id={`${id}-hint`} component="div" sx={{ mb: 2 }}>
        {t('tokens.scopes.hint')}
      </FormHelperText>
      <Box
        sx={{
          display: 'grid',
          gap: 1,
          maxHeight: 280,
          overflowY: 'auto',
          border: 1,
          borderColor: 'tokens.border',
          borderRadius: 1,
          p: 3,
        }}
      >
        {permissions.map((permission, index) => (
          <CheckInput
            key={permission}
            name={`scopes-${permission}`}
            label={<Code>{permission}</Code>}
            checked={field.value.includes(permission)}
            onChange={(_, checked) =>
              field.onChange(
                checked ? [...field.value, permission] : field.value.filter((scope) => scope !== permission),
              )
            }
            onBlur={field.onBlur}
            inputRef={index === 0 ? field.ref : undefined}
          />
        ))}
      </Box>
      <FormHelperText id={`${id}-error`} component="div" error role={error ? 'alert' : undefined}>
        {error}
      </FormHelperText>
    </Box>
  );
}
