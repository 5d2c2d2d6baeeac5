import OutlinedInput from '@mui/material/OutlinedInput';
import { useTranslation } from 'react-i18next';
import { Field } from '@/ui/form/field';

/** Other administrators read it beside the person and in the audit trail. */
export function ReasonField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('identity.people');
  return (
    <Field label={t('lock.reason')} hint={t('lock.reason.hint')} optional>
      {({ id, ...aria }) => (
        <OutlinedInput
          id={id}
          value={value}
          multiline
          minRows={2}
          onChange={(event) => onChange(event.target.value)}
          slotProps={{ input: { maxLength: 500, 'aria-describedby': aria['aria-describedby'] } }}
        />
      )}
    </Field>
  );
}
