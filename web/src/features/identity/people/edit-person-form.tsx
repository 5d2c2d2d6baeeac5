import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { isProblem } from '@/platform/api/problem';
import { toast } from '@/ui/feedback/toast';
import { Form } from '@/ui/form/form';
import { LeaveGuard } from '@/ui/form/leave-guard';
import { rules, z } from '@/ui/form/schema';
import { SubmitButton } from '@/ui/form/submit-button';
import { TextField } from '@/ui/form/text-field';
import { useForm } from '@/ui/form/use-form';
import { VersionChoice } from '@/ui/list';
import { type PersonDetail, personQuery, useUpdatePerson } from './people.queries';
import { RolePicker } from './role-picker';

const schema = z.object({ displayName: rules.name(), roles: z.array(z.string()) });

interface Props {
  person: PersonDetail;
  etag: string;
  onClose: () => void;
}

/** Saved on the version it was opened with: a refresh in the background must not slip a newer ETag under old values. */
export function EditPersonForm({ person, etag, onClose }: Props) {
  const { t } = useTranslation('identity.people');
  const cache = useQueryClient();
  const update = useUpdatePerson();
  const [base, setBase] = useState({ person, etag });
  const [theirs, setTheirs] = useState<{ person: PersonDetail; etag: string } | undefined>();
  const form = useForm(schema, { displayName: person.displayName, roles: person.roles });

  const save = async ({ displayName, roles }: z.infer<typeof schema>) => {
    try {
      const sameRoles = roles.toSorted().join() === base.person.roles.toSorted().join();
      await update.mutateAsync({
        id: person.id,
        etag: base.etag,
        // Only what was changed: the rest stays as it is, whoever changed it meanwhile.
        ...(displayName !== base.person.displayName && { displayName }),
        ...(!sameRoles && { roles }),
      });
      form.reset({ displayName, roles });
      toast(t('edit.done', { name: displayName }));
      onClose();
    } catch (error) {
      if (!isProblem(error, 'request.stale')) throw error;
      const { data, etag: newTag } = await cache.fetchQuery({ ...personQuery(person.id), staleTime: 0 });
      setTheirs({ person: data, etag: newTag });
    }
  };

  return (
    <Form form={form} onSubmit={save} label={t('edit.title')}>
      <LeaveGuard dirty={form.formState.isDirty && !form.formState.isSubmitSuccessful} />
      {theirs && (
        <VersionChoice
          rows={[
            {
              label: t('field.displayName'),
              mine: form.getValues('displayName'),
              theirs: theirs.person.displayName,
            },
            {
              label: t('field.roles'),
              mine: form.getValues('roles').join(', '),
              theirs: theirs.person.roles.join(', '),
            },
          ]}
          onKeepMine={() => {
            setBase(theirs);
            setTheirs(undefined);
          }}
          onTakeTheirs={() => {
            setBase(theirs);
            form.reset({ displayName: theirs.person.displayName, roles: theirs.person.roles });
            setTheirs(undefined);
          }}
        />
      )}
      <TextField control={form.control} name="displayName" label={t('field.displayName')} autoComplete="off" />
      <RolePicker control={form.control} name="roles" />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <SubmitButton busy={update.isPending} disabled={!!theirs}>
          {t('edit.submit')}
        </SubmitButton>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </Box>
    </Form>
  );
}
