import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { Notice } from '@/ui/page/notice';
import { monospace } from '@/ui/theme/theme';
import { previewQuery } from './templates.queries';

const pause = 400;

/** The mail with made-up values, as the typing rests: its subject and its text, as a mail program without styles shows it. */
export function TemplatePreview({ id, subject, text }: { id: string; subject: string; text: string }) {
  const { t } = useTranslation('notifications.sending');
  const problemText = useProblemText();
  const heading = useId();
  const [words, setWords] = useState({ subject, text });
  useEffect(() => {
    const timer = setTimeout(() => setWords({ subject, text }), pause);
    return () => clearTimeout(timer);
  }, [subject, text]);
  const complete = words.subject.trim() !== '' && words.text.trim() !== '';
  const preview = useQuery({ ...previewQuery(id, words), enabled: complete, placeholderData: keepPreviousData });
  return (
    <Box component="section" aria-labelledby={heading} sx={{ mt: 2 }}>
      <Typography id={heading} variant="h3" component="h2" sx={{ mb: 2 }}>
        {t('preview.title')}
      </Typography>
      {preview.isError && <Notice tone="warning">{problemText(preview.error)}</Notice>}
      {preview.data && !preview.isError && (
        <Box
          aria-live="polite"
          sx={{ border: 1, borderColor: 'tokens.border', borderRadius: 1, bgcolor: 'tokens.rail', p: 4 }}
        >
          <Box sx={{ fontWeight: 600, mb: 2, overflowWrap: 'anywhere' }}>{preview.data.subject}</Box>
          <Box
            component="pre"
            sx={{
              m: 0,
              fontFamily: monospace,
              fontSize: '0.8125rem',
              whiteSpace: 'pre-wrap',
              overflowWrap: 'anywhere',
            }}
          >
            {preview.data.text}
          </Box>
        </Box>
      )}
    </Box>
  );
}
