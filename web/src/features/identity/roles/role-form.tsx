import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { PermissionPicker } from './permission-picker';
import type { RoleValues } from './role-schema';

interface Props {
  form: UseFormReturn<RoleValues>;
  label: string;
  submit: string;
  busy: boolean;
  blocked?: boolean;
  onSubmit: (values: RoleValues) => Promise<void>;
  onCancel: () => void;
  /** Stands over the fields: a conflict to settle first. */
  children?: ReactNode;
}

/** The same fields for a new role and one that exists. */
export function RoleForm({ form, label, submit, busy, blocked, onSubmit, onCancel, children }: Props) {
  const { t } = useTranslation('identity.roles');
  const { isDirty, isSubmitSuccessful } = form.formState;
  return (
    <Form form={form} onSubmit={onSubmit} label={label}>
      <LeaveGuard dirty={isDirty && !isSubmitSuccessful} />
      {children}
      <TextField control={form.control} name="name" label={t('field.name')} autoComplete="off" />
      <TextField control={form.control} name="description" label={t('field.description')} multiline optional />
      <PermissionPicker control={form.control} />
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 2,
          py: 3,
          // The list of permissions is long; saving must not be at the end of a walk.
          position: 'sticky',
          bottom: { xs: 0, sm: -20 },
          bgcolor: 'tokens.surface',
          borderTop: 1,
          borderColor: 'tokens.border',
        }}
      >
        <SubmitButton busy={busy} disabled={blocked}>
          {submit}
        </SubmitButton>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </Box>
    </Form>
  );
}
