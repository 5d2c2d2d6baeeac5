import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import type { ListDefinition } from '@/ui/list';
import { Avatar } from '@/ui/person/avatar';
import { RelativeTime } from '@/ui/time/relative-time';
import { type Person, roleNamesQuery, statuses } from './people.queries';
import { StatusChip } from './status-chip';

export function usePeopleList(): ListDefinition<Person> {
  const { t } = useTranslation('identity.people');
  const mayReadRoles = useCan('identity.roles.read');
  const { data: roles } = useQuery({ ...roleNamesQuery, enabled: mayReadRoles });
  return useMemo(
    () => ({
      id: 'identity.people',
      label: t('title'),
      defaultSort: '-createdAt',
      search: t('search'),
      exportPath: '/api/v1/users',
      rowId: (person) => person.id,
      rowName: (person) => person.displayName,
      rowPath: (person) => `/admin/people/${person.id}`,
      empty: { title: t('empty.title'), text: t('empty.text') },
      filters: [
        {
          kind: 'choice',
          id: 'status',
          label: t('field.status'),
          multiple: true,
          options: statuses.map((value) => ({ value, label: t(`status.${value}`) })),
        },
        // Without the list of roles a role's name can still be typed, and links that hold one still work.
        roles
          ? {
              kind: 'choice',
              id: 'role',
              label: t('field.role'),
              options: roles.map(({ name }) => ({ value: name, label: name })),
            }
          : { kind: 'text', id: 'role', label: t('field.role') },
        { kind: 'dates', id: 'created', label: t('field.createdAt'), from: 'createdFrom', to: 'createdTo' },
      ],
      columns: [
        {
          id: 'displayName',
          label: t('field.displayName'),
          sort: 'displayName',
          phone: 'title',
          cell: (person) => (
            <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 2.5 }}>
              <Avatar id={person.id} name={person.displayName} size={24} />
              {person.displayName}
            </Box>
          ),
        },
        {
          id: 'email',
          label: t('field.email'),
          sort: 'email',
          phone: 'plain',
          cell: (person) => person.email,
        },
        {
          id: 'status',
          label: t('field.status'),
          phone: 'badge',
          cell: (person) => <StatusChip status={person.status} />,
        },
        { id: 'roles', label: t('field.roles'), cell: (person) => person.roles.join(', ') || t('none') },
        {
          id: 'lastSeenAt',
          label: t('field.lastSeenAt'),
          sort: 'lastSeenAt',
          phone: 'line',
          cell: ({ lastSeenAt }) => (lastSeenAt ? <RelativeTime value={lastSeenAt} /> : t('never')),
        },
        {
          id: 'createdAt',
          label: t('field.createdAt'),
          sort: 'createdAt',
          cell: (person) => <RelativeTime value={person.createdAt} />,
        },
      ],
    }),
    [t, roles],
  );
}
