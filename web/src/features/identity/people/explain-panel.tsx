import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { Field } from '@/ui/form/field';
import { DetailPanel, LinkButton } from '@/ui/list';
import { QueryState } from '@/ui/states';
import { explanationQuery, operationsQuery } from './explain.queries';
import { ExplanationResult } from './explanation-result';
import { personQuery } from './people.queries';

/** "Why can this person do that?", for one person and one operation, both in the address so that it can be sent on. */
export default function ExplainPanel() {
  const { t } = useTranslation('identity.people');
  const router = useRouter();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const search: Record<string, string> = useSearch({ strict: false });
  const { operation = '', ...rest } = search;
  const mayReadPeople = useCan('identity.users.read');
  const person = useQuery({ ...personQuery(id), enabled: mayReadPeople });
  const operations = useQuery(operationsQuery);
  const explanation = useQuery(explanationQuery(id, operation));
  const name = person.data?.data.displayName ?? id;

  const summaryOf = (option: string) => operations.data?.find((each) => each.id === option)?.summary ?? '';
  const ask = (next: string) => {
    void router.navigate({ to: '.', search: next ? { ...rest, operation: next } : rest, state: true, replace: true });
  };

  return (
    <DetailPanel title={t('explain.title.name', { name })} listPath="/admin/people">
      <Box sx={{ display: 'grid', gap: 4, justifyItems: 'start' }}>
        <LinkButton
          size="small"
          variant="text"
          to={`/admin/people/${id}`}
          search={rest}
          startIcon={<ArrowLeft size={14} />}
        >
          {t('explain.back')}
        </LinkButton>
        <Box sx={{ width: '100%' }}>
          <Field label={t('explain.operation')} hint={t('explain.operation.hint')}>
            {({ id: field }) => (
              <Autocomplete
                id={field}
                freeSolo
                fullWidth
                size="small"
                value={operation}
                options={operations.data?.map((each) => each.id) ?? []}
                renderOption={({ key, ...props }, option) => (
                  <li key={key} {...props}>
                    <Box>
                      {summaryOf(option) || option}
                      <Box sx={{ color: 'tokens.muted', fontSize: 13, overflowWrap: 'anywhere' }}>{option}</Box>
                    </Box>
                  </li>
                )}
                filterOptions={(options, { inputValue }) => {
                  const words = inputValue.toLowerCase();
                  return options.filter((option) => `${option} ${summaryOf(option)}`.toLowerCase().includes(words));
                }}
                onChange={(_, next) => ask(next?.trim() ?? '')}
                renderInput={(props) => <TextField {...props} />}
              />
            )}
          </Field>
        </Box>
        <Box aria-live="polite" sx={{ width: '100%' }}>
          {operation && (
            <QueryState query={explanation} shape="form">
              {(data) => <ExplanationResult name={name} explanation={data} />}
            </QueryState>
          )}
        </Box>
      </Box>
    </DetailPanel>
  );
}
