import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { useErrorText } from './use-error-text';

interface Props<Values extends FieldValues> {
  control: Control<Values>;
  name: FieldPath<Values>;
  label: string;
  hint?: string;
  choices: readonly { name: string; description?: string | null }[];
}

/** Any number of names. What was chosen and is offered no more is still shown, and can be taken away. */
export function ChoicesField<Values extends FieldValues>({ control, name, label, hint, choices }: Props<Values>) {
  const { field, fieldState } = useController({ control, name });
  const error = useErrorText(fieldState.error?.message);
  const chosen: readonly string[] = Array.isArray(field.value) ? field.value : [];
  const others = chosen.filter((each) => !choices.some((choice) => choice.name === each));
  const offered: Props<Values>['choices'] = [...choices, ...others.map((each) => ({ name: each }))];
  const toggle = (choice: string, on: boolean) =>
    field.onChange(on ? [...chosen, choice] : chosen.filter((each) => each !== choice));

  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 1, fontSize: 14, fontWeight: 550 }}>
        {label}
      </Box>
      {offered.map((choice, index) => (
        <FormControlLabel
          key={choice.name}
          sx={{ display: 'flex', alignItems: 'flex-start', ml: '-6px', mr: 0 }}
          control={
            <Checkbox
              size="small"
              {...(index === 0 && { slotProps: { input: { ref: field.ref } } })}
              checked={chosen.includes(choice.name)}
              onChange={(event) => toggle(choice.name, event.target.checked)}
            />
          }
          label={
            <Box sx={{ fontSize: 14, pt: '6px' }}>
              {choice.name}
              {choice.description && <Box sx={{ color: 'tokens.muted', fontSize: 13 }}>{choice.description}</Box>}
            </Box>
          }
        />
      ))}
      {hint && <FormHelperText sx={{ m: 0, mt: 1 }}>{hint}</FormHelperText>}
      <FormHelperText error role="alert" sx={{ m: 0 }}>
        {error}
      </FormHelperText>
    </Box>
  );
}
