import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { monospace } from '@/ui/theme/theme';
import { ExactTime } from '@/ui/time/relative-time';
import { useFormats } from '@/ui/time/use-formats';
import type { JobDetail } from './jobs.queries';

/** Every run with how it ended, what the job wrote down, what it was given and what it gave. */
export function JobHistory({ detail }: { detail: JobDetail }) {
  const { t } = useTranslation('system.jobs');
  const { duration } = useFormats();
  const { attempts, log, payload, result } = detail;
  return (
    <>
      {attempts.length > 0 && (
        <Part title={t('attempts.title')}>
          <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
            {attempts.toReversed().map(({ attempt, startedAt, endedAt, error, worker }) => (
              <Box
                component="li"
                key={`${attempt} ${startedAt}`}
                sx={{ borderTop: 1, borderColor: 'tokens.border', pt: 2 }}
              >
                <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3 }}>
                  <b>{t('attempts.number', { number: attempt })}</b>
                  <span>{error ? t('attempts.failed') : endedAt ? t('attempts.done') : t('attempts.running')}</span>
                  {startedAt && endedAt && <span>{duration(Date.parse(endedAt) - Date.parse(startedAt))}</span>}
                </Box>
                <Box sx={{ color: 'tokens.muted', fontSize: 13 }}>
                  {startedAt && <ExactTime value={startedAt} />} {worker}
                </Box>
                {error && <Block>{error}</Block>}
              </Box>
            ))}
          </Box>
        </Part>
      )}
      {log.length > 0 && (
        <Part title={t('log.title')}>
          <Block>{log.map(({ at, attempt, text }) => `${at} [${attempt}] ${text}`).join('\n')}</Block>
        </Part>
      )}
      <Part title={t('payload.title')}>
        <Block>{JSON.stringify(payload, null, 2)}</Block>
      </Part>
      {result !== null && result !== undefined && (
        <Part title={t('result.title')}>
          <Block>{JSON.stringify(result, null, 2)}</Block>
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ mt: 6, fontSize: 14 }}>
      <Typography id={id} variant="h3" component="h2" sx={{ mb: 2 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** As it stands, wrapped and never cut. */
function Block({ children }: { children: string }) {
  return (
    <Box
      component="pre"
      tabIndex={0}
      sx={{
        m: 0,
        mt: 1,
        p: 3,
        maxHeight: 320,
        overflow: 'auto',
        border: 1,
        borderColor: 'tokens.border',
        borderRadius: 1,
        bgcolor: 'tokens.rail',
        fontFamily: monospace,
        fontSize: '0.8125rem',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      }}
    >
      {children}
    </Box>
  );
}
