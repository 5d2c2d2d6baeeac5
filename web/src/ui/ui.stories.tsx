import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { Inbox } from 'lucide-react';
import { ProblemError } from '@/platform/api/problem';
import { ConfirmDialog } from './feedback/confirm-dialog';
import { toast } from './feedback/toast';
import { CheckField } from './form/check-field';
import { Form } from './form/form';
import { PasswordField } from './form/password-field';
import { rules, z } from './form/schema';
import { SelectField } from './form/select-field';
import { SubmitButton } from './form/submit-button';
import { TextField } from './form/text-field';
import { useForm } from './form/use-form';
import { Notice } from './page/notice';
import { Avatar } from './person/avatar';
import { EmptyState, ErrorState, LoadingState, RefusedState } from './states';

const meta: Meta = { title: 'Shared' };
export default meta;

const failed = new ProblemError({ status: 500, code: 'server.failed', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' });
const nothing = () => undefined;

export const Loading: StoryObj = { render: () => <LoadingState shape="list" delay={0} /> };
export const LoadingForm: StoryObj = { render: () => <LoadingState shape="form" delay={0} /> };
export const Empty: StoryObj = {
  render: () => (
    <EmptyState icon={Inbox} title="No mails" text="They appear here." action={<Button>Write one</Button>} />
  ),
};
export const Failed: StoryObj = { render: () => <ErrorState error={failed} onRetry={nothing} /> };
export const FailedOnTheWay: StoryObj = {
  render: () => <ErrorState error={new ProblemError({ status: 0, code: 'network.unreachable' })} onRetry={nothing} />,
};
export const FailedUnknown: StoryObj = { render: () => <ErrorState error={new Error('of ours')} /> };
export const Refused: StoryObj = { render: () => <RefusedState permission="identity.users.read" /> };
export const Notices: StoryObj = {
  render: () => (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Notice>To know</Notice>
      <Notice tone="success">It worked</Notice>
      <Notice tone="warning">Look out</Notice>
      <Notice tone="danger">It failed</Notice>
    </Box>
  ),
};
export const Confirmation: StoryObj = {
  render: () => (
    <ConfirmDialog
      open
      tone="danger"
      title="Lock the account of Ada Byron?"
      consequence="Her sessions end at once."
      confirmLabel="Lock account"
      typeToConfirm="Ada"
      error={failed}
      onConfirm={nothing}
      onClose={nothing}
    />
  ),
};
export const Toasts: StoryObj = {
  render: () => (
    <Button onClick={() => toast('Profile saved', { action: { label: 'Undo', onClick: nothing } })}>Say it</Button>
  ),
};
export const Avatars: StoryObj = {
  render: () => (
    <>
      <Avatar id="1" name="Ada Byron" /> Ada Byron
    </>
  ),
};

const schema = z.object({
  name: rules.name(),
  password: rules.newPassword(),
  language: z.string(),
  agree: z.boolean(),
});

function Fields() {
  const form = useForm(schema, { name: '', password: '', language: 'en', agree: false });
  return (
    <Form form={form} label="Fields" onSubmit={() => Promise.reject(failed)}>
      <TextField control={form.control} name="name" label="Name" hint="As others see it" />
      <PasswordField control={form.control} name="password" label="Password" optional />
      <SelectField
        control={form.control}
        name="language"
        label="Language"
        options={[{ value: 'en', label: 'English' }]}
      />
      <CheckField control={form.control} name="agree" label="Agree" hint="To nothing in particular" />
      <SubmitButton busy={false}>Save</SubmitButton>
    </Form>
  );
}
export const FormFields: StoryObj = { render: () => <Fields /> };
