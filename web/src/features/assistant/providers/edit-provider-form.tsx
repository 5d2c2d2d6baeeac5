import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { toast } from '@/ui/feedback/toast';
import { useForm } from '@/ui/form/use-form';
import { VersionChoice } from '@/ui/list';
import { ProviderForm } from './provider-form';
import { numbersOf, providerSchema, type ProviderValues, valuesOf } from './provider-schema';
import { type Provider, providerQuery, useUpdateProvider } from './providers.queries';

type Props = { provider: Provider; etag: string; onClose: () => void };

/** Saved on the version it was opened with. An empty key leaves the one that is kept. */
export function EditProviderForm({ provider, etag, onClose }: Props) {
  const { t } = useTranslation('assistant.providers');
  const cache = useQueryClient();
  const update = useUpdateProvider();
  const [base, setBase] = useState({ provider, etag });
  const [theirs, setTheirs] = useState<typeof base | undefined>();
  const form = useForm(providerSchema, valuesOf(provider));

  const save = async (values: ProviderValues) => {
    const { name, url, model, roles, isEnabled, key } = values;
    try {
      await update.mutateAsync({
        id: provider.id,
        etag: base.etag,
        change: { name, url, model, roles, isEnabled, ...(key.trim() && { key: key.trim() }), ...numbersOf(values) },
      });
      form.reset({ ...values, key: '' });
      toast(t('edit.done', { name }));
      onClose();
    } catch (error) {
      if (!isProblem(error, 'request.stale')) throw error;
      const { data, etag: newTag } = await cache.fetchQuery({ ...providerQuery(provider.id), staleTime: 0 });
      setTheirs({ provider: data, etag: newTag });
    }
  };

  const goOn = (values: ProviderValues | undefined) => {
    if (theirs) setBase(theirs);
    if (values) form.reset(values);
    setTheirs(undefined);
  };
  const mine = form.getValues();
  const saved = theirs && valuesOf(theirs.provider);
  return (
    <ProviderForm
      form={form}
      label={t('edit.action')}
      submit={t('edit.submit')}
      busy={update.isPending}
      blocked={!!theirs}
      provider={provider}
      onSubmit={save}
      onCancel={onClose}
    >
      {saved && (
        <VersionChoice
          rows={(['name', 'url', 'model', 'position'] as const).map((field) => ({
            label: t(`field.${field}`),
            mine: mine[field],
            theirs: saved[field],
          }))}
          onKeepMine={() => goOn(undefined)}
          onTakeTheirs={() => goOn(saved)}
        />
      )}
    </ProviderForm>
  );
}
