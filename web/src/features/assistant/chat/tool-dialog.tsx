import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useOperationLabel } from '@/features/approvals/queue/use-operation-label';
import { Form } from '@/ui/form/form';
import { SubmitButton } from '@/ui/form/submit-button';
import { Notice } from '@/ui/page/notice';
import { QueryState } from '@/ui/states';
import { ArgumentField } from './argument-field';
import { offerQuery, type Said } from './chat.queries';
import { finderFor } from './finders';
import { argumentsOf, type Typed, typedOf, valuesOf, wrongWith } from './tool-schema';

export type Chosen = {
  name: string;
  values?: Readonly<Record<string, unknown>>;
  /** What the server said against values that were tried: codes by argument. */
  wrong?: Readonly<Record<string, string>>;
  /** What the person wrote for an id, by argument. */
  labels?: Readonly<Record<string, string>>;
  /** What things are looked for by otherwise: an address from the person's own words. */
  words?: string;
};

type Props = { chosen: Chosen; onSay: (said: Said) => void; onClose: () => void };

/** The form of a tool. Nothing runs by filling it; a change asks once more, with what it will do. */
export function ToolDialog({ chosen, onSay, onClose }: Props) {
  const { t } = useTranslation('assistant.chat');
  const narrow = useMediaQuery('(max-width: 599.95px)');
  const query = useQuery(offerQuery(chosen.name));
  const label = useOperationLabel();
  const id = useId();
  const offer = query.data?.offer;
  return (
    <Dialog open onClose={onClose} fullScreen={narrow} fullWidth maxWidth="sm" aria-labelledby={id}>
      <Box sx={{ p: 5, display: 'grid', gap: 4 }}>
        <div>
          <Typography id={id} variant="h2">
            {offer ? label(offer.operation, offer.title) : t('tool.title')}
          </Typography>
          {query.data && (
            <Typography variant="body2" component="p" lang="en" sx={{ color: 'tokens.muted', m: 0, mt: 1 }}>
              {query.data.description.split('\n\n')[0]}
            </Typography>
          )}
        </div>
        <QueryState query={query} shape="form">
          {(detail) => (
            <ToolForm
              operation={detail.offer.operation}
              readsOnly={detail.offer.readsOnly}
              schema={detail.input}
              chosen={chosen}
              onSay={onSay}
              onClose={onClose}
            />
          )}
        </QueryState>
        {!query.data && (
          <Box>
            <Button onClick={onClose}>{t('cancel')}</Button>
          </Box>
        )}
      </Box>
    </Dialog>
  );
}

function ToolForm(props: Props & { operation: string; readsOnly: boolean; schema: unknown }) {
  const { operation, readsOnly, schema, chosen, onSay, onClose } = props;
  const { t } = useTranslation('assistant.chat');
  const known = argumentsOf(schema);
  const versionOf = finderFor(operation, 'ifMatch')?.version;
  const fields = known.filter(({ name }) => name !== 'ifMatch' || !versionOf);
  const form = useForm<Typed>({ defaultValues: typedOf(fields, chosen.values ?? {}), mode: 'onTouched' });
  const { setError } = form;
  useEffect(() => {
    for (const [name, code] of Object.entries(chosen.wrong ?? {})) setError(name, { type: 'server', message: code });
  }, [chosen.wrong, setError]);

  const submit = async (typed: Typed) => {
    const wrong = fields.flatMap((field) => {
      const code = wrongWith(field, typed[field.name]);
      return code ? [{ name: field.name, code }] : [];
    });
    wrong.forEach(({ name, code }, index) => setError(name, { message: code }, { shouldFocus: index === 0 }));
    if (wrong.length > 0) return;
    const values = valuesOf(fields, typed);
    // The version that is there now: what it changes from is shown before anything is said to it.
    const version =
      versionOf && known.some(({ name, required }) => name === 'ifMatch' && required)
        ? { ifMatch: await versionOf(typeof values.id === 'string' ? values.id : '') }
        : {};
    onSay({ text: null, tool: { name: chosen.name, arguments: { ...values, ...version } }, replaces: null });
    onClose();
  };
  return (
    <Form form={form} onSubmit={submit} label={t('tool.form')}>
      {fields.length === 0 && <Notice>{t('tool.none')}</Notice>}
      {fields.map((argument) => (
        <ArgumentField
          key={argument.name}
          control={form.control}
          argument={argument}
          operation={operation}
          words={chosen.labels?.[argument.name] ?? chosen.words ?? ''}
        />
      ))}
      {!readsOnly && <Notice>{t('tool.asks')}</Notice>}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, justifyContent: 'flex-end' }}>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <SubmitButton busy={form.formState.isSubmitting}>{readsOnly ? t('tool.run') : t('tool.ask')}</SubmitButton>
      </Box>
    </Form>
  );
}
