import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { type Control, useController } from 'react-hook-form';
import { CheckInput } from '@/ui/form/check-input';
import { useErrorText } from '@/ui/form/use-error-text';
import { SelectField } from '@/ui/form/select-field';
import { TextField } from '@/ui/form/text-field';
import { finderFor } from './finders';
import { FindField } from './find-field';
import type { Argument, Typed } from './tool-schema';
import { useArgumentLabel } from './use-argument-label';

type Props = { control: Control<Typed>; argument: Argument; operation: string; words: string };

/** The field for one argument, by what its schema says of it. */
export function ArgumentField({ control, argument, operation, words }: Props) {
  const { t } = useTranslation('assistant.chat');
  const label = useArgumentLabel()(argument.name);
  const finder = finderFor(operation, argument.name);
  const { name, kind, options, required, isLong } = argument;
  const plain = { control, name, label, optional: !required };
  if (finder && name !== 'ifMatch') return <Chosen {...plain} operation={operation} words={words} />;
  if (kind === 'choices') return <Choices {...plain} options={options} />;
  if (kind === 'choice' || kind === 'yesNo') {
    const known =
      kind === 'choice'
        ? options.map((value) => ({ value, label: value }))
        : [
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ];
    return <SelectField {...plain} options={[{ value: '', label: t('unset') }, ...known]} />;
  }
  if (kind === 'date' || kind === 'time')
    return <TextField {...plain} type={kind === 'date' ? 'date' : 'datetime-local'} />;
  return (
    <TextField
      {...plain}
      autoComplete="off"
      inputMode={kind === 'integer' ? 'numeric' : undefined}
      multiline={isLong || kind === 'lines' || kind === 'json'}
      hint={kind === 'lines' ? t('lines.hint') : kind === 'json' ? t('json.hint') : undefined}
    />
  );
}

type Plain = { control: Control<Typed>; name: string; label: string; optional: boolean };

function Chosen({ control, name, operation, ...props }: Plain & { operation: string; words: string }) {
  const { field, fieldState } = useController({ control, name });
  const finder = finderFor(operation, name);
  if (!finder) return null;
  return (
    <FindField
      {...props}
      operation={`${operation}.${name}`}
      finder={finder}
      value={typeof field.value === 'string' ? field.value : ''}
      error={fieldState.error?.message}
      onChange={field.onChange}
    />
  );
}

function Choices({ control, name, label, options }: Plain & { options: readonly string[] }) {
  const { field, fieldState } = useController({ control, name });
  const error = useErrorText(fieldState.error?.message);
  const chosen = Array.isArray(field.value) ? field.value : [];
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ fontSize: '0.875rem', fontWeight: 550, mb: '6px', p: 0 }}>
        {label}
      </Box>
      {options.map((option) => (
        <CheckInput
          key={option}
          name={`${name}.${option}`}
          label={option}
          checked={chosen.includes(option)}
          onChange={(_, checked) =>
            field.onChange(checked ? [...chosen, option] : chosen.filter((other) => other !== option))
          }
        />
      ))}
      {error && (
        <Box role="alert" sx={{ color: 'tokens.danger', fontSize: '0.8125rem' }}>
          {error}
        </Box>
      )}
    </Box>
  );
}
