import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, ChevronDown, ChevronUp, X } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { onServerEvent } from '@/platform/events/channel';
import { toast } from '@/ui/feedback/toast';
import { JobStateMark } from './job-state';
import { cancelMine, followMine, mineQuery, type MyJob, shownIn } from './my-jobs.queries';

/** What a person has set going, on every page until it has ended and been read. Nothing is here when nothing is. */
export default function ProgressCorner() {
  const { t } = useTranslation('system.jobs');
  const cache = useQueryClient();
  const { data } = useQuery(mineQuery);
  const [folded, setFolded] = useState(false);
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const stops = [
      onServerEvent('job-progress', (news) => followMine(cache, news)),
      onServerEvent('resync', () => void cache.invalidateQueries({ queryKey: mineQuery.queryKey })),
    ];
    return () => stops.forEach((stop) => stop());
  }, [cache]);

  const shown = shownIn(data?.items ?? [], data?.since ?? 0).filter(({ id }) => !read.has(id));
  const corner = useCornerHeight();
  if (shown.length === 0) return null;
  const open = shown.filter(({ finishedAt }) => !finishedAt).length;
  return (
    <Box component="aside" aria-label={t('corner')} ref={corner} sx={cornerSx}>
      <Box sx={{ display: 'flex', alignItems: 'center', pl: 3.5, pr: 1, minHeight: 40, fontWeight: 550 }}>
        <Box role="status" sx={{ flex: 1 }}>
          {open > 0 ? t('corner.open', { count: open }) : t('corner.ended')}
        </Box>
        <IconButton
          size="small"
          aria-label={folded ? t('corner.unfold') : t('corner.fold')}
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        >
          {folded ? <ChevronUp size={16} /> : <ChevronDown size={16} />}
        </IconButton>
        {open === 0 && (
          <IconButton
            size="small"
            aria-label={t('corner.close')}
            onClick={() => setRead(new Set([...read, ...shown.map(({ id }) => id)]))}
          >
            <X size={16} />
          </IconButton>
        )}
      </Box>
      {!folded && (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 280, overflow: 'auto' }}>
          {shown.map((job) => (
            <Row key={job.id} job={job} />
          ))}
        </Box>
      )}
    </Box>
  );
}

/** Says how high the corner is, so that messages stand over it. */
function useCornerHeight() {
  return useCallback((corner: HTMLElement | null) => {
    if (!corner) return undefined;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => style.setProperty('--corner-height', `${corner.offsetHeight + 8}px`));
    watch.observe(corner);
    return () => {
      watch.disconnect();
      style.removeProperty('--corner-height');
    };
  }, []);
}

function Row({ job }: { job: MyJob }) {
  const { t, i18n } = useTranslation('system.jobs');
  const cache = useQueryClient();
  const problemText = useProblemText();
  const cancel = useMutation({
    mutationFn: cancelMine,
    onError: (error) => toast(problemText(error), { tone: 'error' }),
    onSettled: () => cache.invalidateQueries({ queryKey: mineQuery.queryKey }),
  });
  const { kind, state, progress, finishedAt, isBeingCancelled } = job;
  const name = i18n.exists(`system.jobs:work.${kind}`) ? t(`work.${kind}`) : kind;
  return (
    <Box component="li" sx={{ px: 3.5, py: 2.5, borderTop: 1, borderColor: 'tokens.border' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{name}</Box>
        {!finishedAt && !isBeingCancelled && (
          <IconButton
            size="small"
            aria-label={t('corner.cancel', { name })}
            title={t('corner.cancel', { name })}
            disabled={cancel.isPending}
            onClick={() => cancel.mutate(job.id)}
          >
            <Ban size={14} />
          </IconButton>
        )}
      </Box>
      {progress && !finishedAt && (
        <LinearProgress
          variant="determinate"
          aria-label={name}
          value={progress.total > 0 ? (progress.done / progress.total) * 100 : 0}
          sx={{ my: 1, borderRadius: '2px' }}
        />
      )}
      <Box sx={{ display: 'flex', gap: 2, fontSize: 13, color: 'tokens.muted' }}>
        <JobStateMark state={state} cancelling={isBeingCancelled && !finishedAt} />
        {progress && t('progress.of', { done: progress.done, total: progress.total })}
      </Box>
    </Box>
  );
}

const cornerSx = {
  position: 'fixed',
  zIndex: 'speedDial',
  bottom: 16,
  left: { xs: 16, sm: 'auto' },
  right: 16,
  width: { sm: 320 },
  border: 1,
  borderColor: 'tokens.border',
  borderRadius: 1,
  bgcolor: 'tokens.raised',
  boxShadow: '0 8px 24px rgb(0 0 0 / 0.14)',
  fontSize: 14,
} as const;
