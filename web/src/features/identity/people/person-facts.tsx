import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import { CopyButton } from '@/ui/page/copy-button';
import { Fact, Facts } from '@/ui/page/facts';
import { Notice } from '@/ui/page/notice';
import { ExactTime, RelativeTime } from '@/ui/time/relative-time';
import type { PersonDetail } from './people.queries';
import { StatusChip } from './status-chip';

export function PersonFacts({ person }: { person: PersonDetail }) {
  const { t, i18n } = useTranslation('identity.people');
  const language = new Intl.DisplayNames(i18n.language, { type: 'language' }).of(person.language);
  return (
    <>
      {person.status === 'locked' && (
        <Box sx={{ mb: 4 }}>
          <Notice tone="warning">
            {person.lockReason ? t('lock.since.reason', { reason: person.lockReason }) : t('lock.since.noReason')}
            {person.lockedAt && (
              <div>
                <ExactTime value={person.lockedAt} />
              </div>
            )}
          </Notice>
        </Box>
      )}
      <Facts>
        <Fact name={t('field.status')}>
          <StatusChip status={person.status} />
        </Fact>
        <Fact name={t('field.email')}>
          <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
            {person.email}
          </Box>
          <CopyButton value={person.email} label={t('copy.email')} />
        </Fact>
        <Fact name={t('field.roles')}>{person.roles.join(', ') || t('none')}</Fact>
        <Fact name={t('field.lastSeenAt')}>
          {person.lastSeenAt ? <RelativeTime value={person.lastSeenAt} /> : t('never')}
        </Fact>
        <Fact name={t('field.createdAt')}>
          <ExactTime value={person.createdAt} />
        </Fact>
        <Fact name={t('field.language')}>{language}</Fact>
        <Fact name={t('field.timeZone')}>{person.timeZone}</Fact>
        <Fact name={t('field.id')}>
          <Code>{person.id}</Code>
          <CopyButton value={person.id} label={t('copy.id')} />
        </Fact>
      </Facts>
    </>
  );
}
