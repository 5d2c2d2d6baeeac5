import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Popover from '@mui/material/Popover';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DatesEditor } from './dates-editor';
import type { Filter } from './definition';
import { FindEditor } from './find-editor';

type Values = Readonly<Record<string, readonly string[]>>;

interface Props<F extends Filter = Filter> {
  filter: F;
  values: Values;
  onChange: (next: Values) => void;
  onClose: () => void;
}

/** Choices act at once; what is typed waits for Apply, so that the list is not asked for half a word. */
export function FilterEditor({ anchor, ...props }: Props & { anchor: HTMLElement }) {
  const heading = useId();
  const { filter } = props;
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={props.onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{ paper: { role: 'dialog', 'aria-labelledby': heading, sx: { mt: 1, p: 3, minWidth: 220 } } }}
    >
      <Box id={heading} sx={{ fontSize: 13, fontWeight: 600, mb: 2 }}>
        {filter.label}
      </Box>
      {filter.kind === 'choice' && <ChoiceEditor {...props} filter={filter} />}
      {filter.kind === 'text' && <TextEditor {...props} filter={filter} />}
      {filter.kind === 'link' && filter.find && <FindEditor {...props} filter={filter} find={filter.find} />}
      {filter.kind === 'dates' && <DatesEditor {...props} filter={filter} />}
    </Popover>
  );
}

function ChoiceEditor({ filter, values, onChange, onClose }: Props<Extract<Filter, { kind: 'choice' }>>) {
  const chosen = values[filter.id] ?? [];
  if (!filter.multiple) {
    return (
      <RadioGroup
        aria-label={filter.label}
        value={chosen[0] ?? ''}
        onChange={(_, value) => {
          onChange({ [filter.id]: [value] });
          onClose();
        }}
        sx={{ flexWrap: 'nowrap', maxHeight: 360, overflow: 'auto' }}
      >
        {filter.options.map(({ value, label }, index) => (
          <FormControlLabel
            key={value}
            value={value}
            label={label}
            control={<Radio size="small" autoFocus={index === 0} />}
          />
        ))}
      </RadioGroup>
    );
  }
  const toggle = (value: string, on: boolean) =>
    onChange({ [filter.id]: on ? [...chosen, value] : chosen.filter((each) => each !== value) });
  return (
    <Box role="group" aria-label={filter.label} sx={{ display: 'grid', maxHeight: 360, overflow: 'auto' }}>
      {filter.options.map(({ value, label }, index) => (
        <FormControlLabel
          key={value}
          label={label}
          control={
            <Checkbox
              size="small"
              autoFocus={index === 0}
              checked={chosen.includes(value)}
              onChange={(event) => toggle(value, event.target.checked)}
            />
          }
        />
      ))}
    </Box>
  );
}

function TextEditor({ filter, values, onChange, onClose }: Props<Extract<Filter, { kind: 'text' }>>) {
  const { t } = useTranslation('ui.list');
  const [text, setText] = useState(values[filter.id]?.[0] ?? '');
  return (
    <Box
      component="form"
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault();
        onChange({ [filter.id]: text.trim() ? [text.trim()] : [] });
        onClose();
      }}
      sx={{ display: 'grid', gap: 3, width: 280 }}
    >
      <TextField
        size="small"
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        helperText={filter.help}
        slotProps={{ htmlInput: { 'aria-label': filter.label } }}
      />
      <Button type="submit" variant="contained" color="primary" size="small">
        {t('filter.apply')}
      </Button>
    </Box>
  );
}
