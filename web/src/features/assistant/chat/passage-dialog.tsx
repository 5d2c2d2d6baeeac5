import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { lazy, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Code } from '@/ui/page/code';
import { TextLink } from '@/ui/page/text-link';
import { LoadingState } from '@/ui/states';
import type { Passage } from './chat.queries';
import { placeOf } from './help-links';
import { trailOf } from './passages';

const Markdown = lazy(() => import('./markdown'));

/** One place of the documentation, whole, with the headings above it. The documentation is in English. */
export function PassageDialog({ passage, onClose }: { passage: Passage; onClose: () => void }) {
  const { t } = useTranslation('assistant.chat');
  const narrow = useMediaQuery('(max-width: 599.95px)');
  const id = useId();
  return (
    <Dialog open onClose={onClose} fullScreen={narrow} fullWidth maxWidth="md" aria-labelledby={id}>
      <Box sx={{ p: 5, display: 'grid', gap: 4, minWidth: 0 }}>
        <div lang="en">
          <Box sx={{ color: 'tokens.muted', fontSize: '0.8125rem' }}>{trailOf(passage)}</Box>
          <Typography id={id} variant="h2">
            {passage.title}
          </Typography>
        </div>
        <Box lang="en" sx={{ minWidth: 0 }}>
          <Suspense fallback={<LoadingState shape="form" />}>
            <Markdown text={passage.text} />
          </Suspense>
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center', justifyContent: 'space-between' }}>
          <TextLink {...placeOf(passage)} onClick={onClose}>
            {t('help.open')} <Code>{`${passage.path}#${passage.anchor}`}</Code>
          </TextLink>
          <Button onClick={onClose}>{t('close')}</Button>
        </Box>
      </Box>
    </Dialog>
  );
}
