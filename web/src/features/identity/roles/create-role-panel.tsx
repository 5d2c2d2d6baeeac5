import { useRouter } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { toast } from '@/ui/feedback/toast';
import { useForm } from '@/ui/form/use-form';
import { RoleForm } from './role-form';
import { roleSchema, type RoleValues } from './role-schema';
import { useCreateRole } from './roles.queries';

export default function CreateRolePanel() {
  const { t } = useTranslation('identity.roles');
  const router = useRouter();
  const form = useForm(roleSchema, { name: '', description: '', permissions: [] });
  const create = useCreateRole();
  const sent = useRef({ body: '', key: '' });

  const save = async (values: RoleValues) => {
    // The same role sent twice is one request, also after a lost answer; a corrected one is another.
    const body = JSON.stringify(values);
    if (sent.current.body !== body) sent.current = { body, key: crypto.randomUUID() };
    const role = await create.mutateAsync({
      ...values,
      description: values.description.trim() || null,
      key: sent.current.key,
    });
    form.reset(values);
    toast(t('create.done', { name: role.name }));
    await router.navigate({ to: `/admin/roles/${role.id}`, replace: true, ignoreBlocker: true });
  };

  return (
    <DetailPanel title={t('create.title')} listPath="/admin/roles">
      <RoleForm
        form={form}
        label={t('create.title')}
        submit={t('create.submit')}
        busy={create.isPending}
        onSubmit={save}
        onCancel={() => void router.navigate({ to: '/admin/roles' })}
      />
    </DetailPanel>
  );
}
