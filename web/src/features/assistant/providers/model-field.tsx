import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { SelectField } from '@/ui/form/select-field';
import { TextField } from '@/ui/form/text-field';
import { Notice } from '@/ui/page/notice';
import type { ProviderValues } from './provider-schema';
import { modelsQuery, type Provider } from './providers.queries';

/** A name typed by hand, or chosen from what the provider says it has. */
export function ModelField({
  form,
  provider,
}: {
  form: UseFormReturn<ProviderValues>;
  provider?: Provider | undefined;
}) {
  const { t } = useTranslation('assistant.providers');
  const problemText = useProblemText();
  const models = useQuery(modelsQuery(provider?.id ?? ''));
  const found = models.data ?? [];
  const chosen = form.getValues('model');
  const { control } = form;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {found.length > 0 ? (
        <SelectField
          control={control}
          name="model"
          label={t('field.model')}
          options={[...new Set([chosen, ...found])].map((value) => ({ value, label: value }))}
        />
      ) : (
        <TextField
          control={control}
          name="model"
          label={t('field.model')}
          hint={t('field.model.hint')}
          autoComplete="off"
        />
      )}
      {provider && (
        <Box>
          <Button size="small" loading={models.isFetching} onClick={() => void models.refetch()}>
            {t('models.action')}
          </Button>
        </Box>
      )}
      {models.isError && (
        <Notice tone="danger" role="alert">
          {problemText(models.error)}
        </Notice>
      )}
      {models.isSuccess && found.length === 0 && <Notice role="status">{t('models.none')}</Notice>}
    </Box>
  );
}
