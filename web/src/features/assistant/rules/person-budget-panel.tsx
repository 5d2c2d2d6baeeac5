import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UserRoundX } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '@/ui/form/field';
import { DetailPanel } from '@/ui/list';
import { Avatar } from '@/ui/person/avatar';
import { EmptyState, QueryState } from '@/ui/states';
import { peopleQuery } from './budgets.queries';

/** Whose budget it is to be: found by name or address, and opened. */
export default function PersonBudgetPanel() {
  const { t } = useTranslation('assistant.rules');
  const [words, setWords] = useState('');
  const found = useQuery(peopleQuery(useDeferredValue(words.trim())));
  return (
    <DetailPanel title={t('budget.person')} listPath="/admin/budgets">
      <Field label={t('find.label')} hint={t('find.hint')}>
        {(wiring) => (
          <OutlinedInput
            id={wiring.id}
            value={words}
            autoComplete="off"
            onChange={(event) => setWords(event.target.value)}
            slotProps={{ input: { 'aria-describedby': wiring['aria-describedby'] } }}
          />
        )}
      </Field>
      <Box sx={{ mt: 3 }}>
        <QueryState query={found} shape="list">
          {(people) =>
            people.length === 0 ? (
              <EmptyState icon={UserRoundX} title={t('find.none')} />
            ) : (
              <Box component="ul" aria-label={t('find.results')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
                {people.map(({ id, displayName, email }) => (
                  <li key={id}>
                    <Box component={Link} to={`/admin/budgets/${id}`} replace sx={rowSx}>
                      <Avatar id={id} name={displayName} size={28} />
                      <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                        <Box component="span" sx={{ display: 'block', fontWeight: 550 }}>
                          {displayName}
                        </Box>
                        <Box component="span" sx={{ color: 'tokens.muted', fontSize: '0.8125rem' }}>
                          {email}
                        </Box>
                      </Box>
                    </Box>
                  </li>
                ))}
              </Box>
            )
          }
        </QueryState>
      </Box>
    </DetailPanel>
  );
}

const rowSx = {
  display: 'flex',
  alignItems: 'center',
  gap: 2.5,
  px: 2,
  py: 1.5,
  borderRadius: '6px',
  color: 'inherit',
  textDecoration: 'none',
  '&:hover': { bgcolor: 'tokens.hover' },
} as const;
