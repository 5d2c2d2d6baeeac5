import { useRouter } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DetailPanel } from '@/ui/list';
import { toast } from '@/ui/feedback/toast';
import { useForm } from '@/ui/form/use-form';
import { Notice } from '@/ui/page/notice';
import { ProviderForm } from './provider-form';
import { emptyProvider, isKind, numbersOf, providerSchema, type ProviderValues } from './provider-schema';
import { useCreateProvider } from './providers.queries';

export default function CreateProviderPanel() {
  const { t } = useTranslation('assistant.providers');
  const router = useRouter();
  const form = useForm(providerSchema, emptyProvider);
  const create = useCreateProvider();
  const sent = useRef({ body: '', key: '' });

  const save = async (values: ProviderValues) => {
    // The same provider sent twice is one request, also after a lost answer; a corrected one is another.
    const typed = JSON.stringify(values);
    if (sent.current.body !== typed) sent.current = { body: typed, key: crypto.randomUUID() };
    const { name, url, model, roles, isEnabled } = values;
    const provider = await create.mutateAsync({
      key: sent.current.key,
      body: {
        name,
        url,
        model,
        roles,
        isEnabled,
        kind: isKind(values.kind) ? values.kind : 'openAi',
        key: values.key.trim() || null,
        ...numbersOf(values),
      },
    });
    form.reset(values);
    toast(t('create.done', { name: provider.name }));
    await router.navigate({ to: `/admin/providers/${provider.id}`, replace: true, ignoreBlocker: true });
  };

  return (
    <DetailPanel title={t('create.title')} listPath="/admin/providers">
      <ProviderForm
        form={form}
        label={t('create.title')}
        submit={t('create.submit')}
        busy={create.isPending}
        onSubmit={save}
        onCancel={() => void router.navigate({ to: '/admin/providers' })}
      >
        <Notice>{t('leaves')}</Notice>
      </ProviderForm>
    </DetailPanel>
  );
}
