import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { Pencil, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/session/use-session';
import { LinkButton } from '@/ui/list';
import { Code } from '@/ui/page/code';
import { Notice } from '@/ui/page/notice';
import { DeleteRoleDialog } from './delete-role-dialog';
import { byModule } from './group-permissions';
import { permissionsQuery, type Role } from './roles.queries';
import { useRoleWords } from './use-role-words';

interface Props {
  role: Role;
  etag: string;
  onEdit: () => void;
}

/** What the role gives, in words, and what may be done with it. */
export function RoleFacts({ role, etag, onEdit }: Props) {
  const { t } = useTranslation('identity.roles');
  const { permission, roleDescription } = useRoleWords();
  const mayChange = useCan('identity.roles.update') && !role.isBuiltIn;
  const mayReadPeople = useCan('identity.users.read');
  const { data: permissions } = useQuery(permissionsQuery);
  const [deleting, setDeleting] = useState(false);
  // A permission whose module is gone is still in the role; it is shown by its name.
  const held = role.permissions.map(
    (name) =>
      permissions?.map(permission).find((each) => each.name === name) ?? {
        name,
        module: name.split('.')[0] ?? '',
        description: '',
      },
  );

  const meant = roleDescription(role);
  return (
    <Box sx={{ display: 'grid', gap: 4, fontSize: 14 }}>
      {role.isBuiltIn && (
        <Notice>{role.name === 'administrator' ? t('builtIn.administrator') : t('builtIn.other')}</Notice>
      )}
      {meant && <div>{meant}</div>}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {mayChange && (
          <Button size="small" startIcon={<Pencil size={14} />} onClick={onEdit}>
            {t('edit.action')}
          </Button>
        )}
        {mayReadPeople && (
          <LinkButton size="small" to="/admin/people" search={{ role: role.name }} startIcon={<Users size={14} />}>
            {t('members.action', { count: role.memberCount })}
          </LinkButton>
        )}
        {mayChange && (
          <Button size="small" color="error" startIcon={<Trash2 size={14} />} onClick={() => setDeleting(true)}>
            {t('delete.action')}
          </Button>
        )}
      </Box>
      {held.length === 0 && <Box sx={{ color: 'tokens.muted' }}>{t('permissions.none')}</Box>}
      {byModule(held).map(([module, members]) => (
        <section key={module} aria-label={t('permissions.module', { module })}>
          <Box aria-hidden sx={{ fontSize: 13, fontWeight: 600, color: 'tokens.muted', mb: 1.5 }}>
            {t('permissions.module', { module })}
          </Box>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
            {members.map(({ name, description }) => (
              <li key={name}>
                {description && <div>{description}</div>}
                <Code>{name}</Code>
              </li>
            ))}
          </Box>
        </section>
      ))}
      {deleting && <DeleteRoleDialog role={role} etag={etag} onClose={() => setDeleting(false)} />}
    </Box>
  );
}
