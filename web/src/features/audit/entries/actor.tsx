import Box from '@mui/material/Box';
import { Cog, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '@/ui/person/avatar';
import type { Entry } from './entries.queries';

/** Who did it, and for whom. Without an actor it was a stranger at the door, or the platform itself. */
export function Actor({ entry }: { entry: Entry }) {
  const { t } = useTranslation('audit.entries');
  const { actor, onBehalfOf, face } = entry;
  const platform = face === 'job' || face === 'cli';
  const Icon = platform ? Cog : UserRound;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
      {actor ? (
        <Avatar id={actor.id} name={actor.name ?? actor.id} size={20} />
      ) : (
        <Box
          component="span"
          sx={{ display: 'inline-flex', justifyContent: 'center', width: 20, color: 'tokens.muted' }}
        >
          <Icon size={16} aria-hidden />
        </Box>
      )}
      <span>
        {actor?.name ?? (platform ? t('actor.platform') : t('actor.nobody'))}
        {onBehalfOf && ` ${t('actor.for', { name: onBehalfOf.name })}`}
      </span>
    </Box>
  );
}
