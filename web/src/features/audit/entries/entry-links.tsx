import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/ui/list';
import type { Entry } from './entries.queries';

/** From one entry to all that belong with it: filters that nobody has to type. */
export function EntryLinks({ entry }: { entry: Entry }) {
  const { t } = useTranslation('audit.entries');
  const { actor, target, requestId, action } = entry;
  const links: { label: string; search: Record<string, string> }[] = [
    ...(actor ? [{ label: t('more.actor', { name: actor.name }), search: { actorId: actor.id } }] : []),
    ...(target
      ? [{ label: t('more.target', { name: target.name ?? target.id }), search: { targetId: target.id } }]
      : []),
    { label: t('more.action'), search: { action } },
    ...(requestId ? [{ label: t('more.request'), search: { requestId } }] : []),
  ];
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 1.5 }}>
      {links.map(({ label, search }) => (
        <LinkButton
          key={label}
          size="small"
          to="/admin/audit"
          search={search}
          sx={{ whiteSpace: 'normal', textAlign: 'start' }}
        >
          {label}
        </LinkButton>
      ))}
    </Box>
  );
}
