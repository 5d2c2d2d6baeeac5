import Box from '@mui/material/Box';
import { LockKeyhole } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDefinition } from '@/ui/list';
import { RelativeTime } from '@/ui/time/relative-time';
import type { Role } from './roles.queries';
import { useRoleWords } from './use-role-words';

export function useRolesList(): ListDefinition<Role> {
  const { t } = useTranslation('identity.roles');
  const { roleDescription } = useRoleWords();
  return useMemo(
    () => ({
      id: 'identity.roles',
      label: t('title'),
      // The operation declares no sort to choose: roles are few.
      defaultSort: '',
      filters: [],
      rowId: (role) => role.id,
      rowName: (role) => role.name,
      rowPath: (role) => `/admin/roles/${role.id}`,
      empty: { title: t('empty.title'), text: t('empty.text') },
      columns: [
        { id: 'name', label: t('field.name'), phone: 'title', cell: (role) => role.name },
        {
          id: 'description',
          label: t('field.description'),
          phone: 'plain',
          cell: (role) => roleDescription(role) || t('none'),
        },
        {
          id: 'builtIn',
          label: t('field.kind'),
          phone: 'badge',
          cell: (role) =>
            role.isBuiltIn ? (
              <Box
                component="span"
                sx={{ display: 'inline-flex', gap: 1.5, alignItems: 'center', color: 'tokens.muted' }}
              >
                <LockKeyhole size={14} aria-hidden />
                {t('kind.builtIn')}
              </Box>
            ) : (
              t('kind.own')
            ),
        },
        {
          id: 'permissions',
          label: t('field.permissions'),
          align: 'end',
          phone: 'line',
          cell: (role) => t('count.permissions', { count: role.permissions.length }),
        },
        {
          id: 'members',
          label: t('field.members'),
          align: 'end',
          phone: 'line',
          cell: (role) => t('count.members', { count: role.memberCount }),
        },
        {
          id: 'createdAt',
          label: t('field.createdAt'),
          hidden: true,
          cell: (role) => <RelativeTime value={role.createdAt} />,
        },
      ],
    }),
    [t, roleDescription],
  );
}
