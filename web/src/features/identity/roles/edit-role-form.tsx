import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { toast } from '@/ui/feedback/toast';
import { useForm } from '@/ui/form/use-form';
import { VersionChoice } from '@/ui/list';
import { RoleForm } from './role-form';
import { roleSchema, type RoleValues, sameSet } from './role-schema';
import { type Role, roleQuery, useUpdateRole } from './roles.queries';

interface Props {
  role: Role;
  etag: string;
  onClose: () => void;
}

/** Saved on the version it was opened with: a refresh in the background must not slip a newer ETag under old values. */
export function EditRoleForm({ role, etag, onClose }: Props) {
  const { t } = useTranslation('identity.roles');
  const cache = useQueryClient();
  const update = useUpdateRole();
  const [base, setBase] = useState({ role, etag });
  const [theirs, setTheirs] = useState<typeof base | undefined>();
  const form = useForm(roleSchema, valuesOf(role));

  const save = async (values: RoleValues) => {
    const before = valuesOf(base.role);
    try {
      await update.mutateAsync({
        id: role.id,
        etag: base.etag,
        ...(values.name !== before.name && { name: values.name }),
        ...(values.description !== before.description && { description: values.description.trim() || null }),
        ...(!sameSet(values.permissions, before.permissions) && { permissions: values.permissions }),
      });
      form.reset(values);
      toast(t('edit.done', { name: values.name }));
      onClose();
    } catch (error) {
      if (!isProblem(error, 'request.stale')) throw error;
      const { data, etag: newTag } = await cache.fetchQuery({ ...roleQuery(role.id), staleTime: 0 });
      setTheirs({ role: data, etag: newTag });
    }
  };

  const goOn = (values: RoleValues | undefined) => {
    if (theirs) setBase(theirs);
    if (values) form.reset(values);
    setTheirs(undefined);
  };
  const mine = form.getValues();
  const saved = theirs && valuesOf(theirs.role);

  return (
    <RoleForm
      form={form}
      label={t('edit.action')}
      submit={t('edit.submit')}
      busy={update.isPending}
      blocked={!!theirs}
      onSubmit={save}
      onCancel={onClose}
    >
      {saved && (
        <VersionChoice
          rows={[
            { label: t('field.name'), mine: mine.name, theirs: saved.name },
            { label: t('field.description'), mine: mine.description, theirs: saved.description },
            {
              label: t('field.permissions'),
              mine: mine.permissions.toSorted().join(', '),
              theirs: saved.permissions.toSorted().join(', '),
            },
          ]}
          onKeepMine={() => goOn(undefined)}
          onTakeTheirs={() => goOn(saved)}
        />
      )}
    </RoleForm>
  );
}

function valuesOf({ name, description, permissions }: Role): RoleValues {
  return { name, description: description ?? '', permissions };
}
