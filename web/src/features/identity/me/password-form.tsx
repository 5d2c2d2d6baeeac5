import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { loadSession } from '@/platform/session/load-session';
import { useSession } from '@/platform/session/use-session';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { PasswordField } from '@/ui/form/password-field';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { useForm } from '@/ui/form/use-form';
import { changePassword, sessionsKey } from './security.queries';

const schema = z.object({
  currentPassword: z.string().check(z.minLength(1, 'validation.required')),
  newPassword: rules.newPassword(),
});

export function PasswordForm() {
  const { t } = useTranslation('identity.me');
  const { user } = useSession();
  const queries = useQueryClient();
  const form = useForm(schema, { currentPassword: '', newPassword: '' });
  return (
    <Form
      form={form}
      label={t('password.save')}
      onSubmit={async (values) => {
        await changePassword(values);
        form.reset();
        toast(t('password.saved'));
        // This session may have been given new secrets, and the others are gone.
        await Promise.all([loadSession(), queries.invalidateQueries({ queryKey: sessionsKey })]);
      }}
    >
      {/* Tells a password manager whose password changes. */}
      <input type="text" name="username" autoComplete="username" value={user?.email ?? ''} readOnly hidden />
      <PasswordField
        control={form.control}
        name="currentPassword"
        label={t('password.current')}
        autoComplete="current-password"
      />
      <PasswordField
        control={form.control}
        name="newPassword"
        label={t('password.new')}
        hint={t('password.hint')}
        autoComplete="new-password"
      />
      <div>
        <SubmitButton busy={form.formState.isSubmitting}>{t('password.save')}</SubmitButton>
      </div>
    </Form>
  );
}
