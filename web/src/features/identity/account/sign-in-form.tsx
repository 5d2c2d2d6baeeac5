import Box from '@mui/material/Box';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { CheckInput } from '@/ui/form/check-input';
import { usePasswordToggle } from '@/ui/form/password-toggle';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextInput } from '@/ui/form/text-input';
import { Notice } from '@/ui/page/notice';
import { signIn } from './account.queries';

/** Only whether something was typed: what was once accepted as a password has to be taken as it is. */
const names = ['email', 'password'] as const;
type Missing = Partial<Record<(typeof names)[number], string>>;

/**
 * The one form without the form library: it is the first thing anyone loads, and the fields are the browser's own, so
 * that what a password manager filled in before the script ran is not lost.
 */
export function SignInForm() {
  const { t } = useTranslation('identity.account');
  const problemText = useProblemText();
  const password = usePasswordToggle();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<Missing>({});
  const [problem, setProblem] = useState<unknown>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    const [email, secret] = names.map((name) => textOf(typed.get(name)));
    const empty = {
      ...(email?.trim() ? {} : { email: 'validation.required' }),
      ...(secret ? {} : { password: 'validation.required' }),
    };
    setMissing(empty);
    const focus = (name: string) => form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus();
    const [first] = Object.keys(empty);
    if (first) return focus(first);
    if (busy) return undefined;

    setBusy(true);
    setProblem(undefined);
    try {
      // The page notices the session and leads on to where the person wanted to go.
      await signIn({ email: email?.trim() ?? '', password: secret ?? '', rememberMe: typed.has('rememberMe') });
    } catch (error) {
      setProblem(error);
      focus('password');
    } finally {
      setBusy(false);
    }
    return undefined;
  }

  return (
    <Box
      component="form"
      noValidate
      aria-label={t('signin.title')}
      onSubmit={(event) => void submit(event)}
      sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}
    >
      {problem !== undefined && (
        <Notice tone="danger" role="alert">
          {problemText(problem)}
        </Notice>
      )}
      <TextInput name="email" label={t('email')} type="email" autoComplete="username" error={missing.email} />
      <TextInput
        name="password"
        label={t('password')}
        autoComplete="current-password"
        error={missing.password}
        {...password}
      />
      <CheckInput name="rememberMe" label={t('signin.remember')} />
      <SubmitButton busy={busy} fullWidth>
        {t('signin.submit')}
      </SubmitButton>
    </Box>
  );
}

function textOf(value: FormDataEntryValue | null) {
  return typeof value === 'string' ? value : '';
}
