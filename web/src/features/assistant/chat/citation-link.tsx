import MuiLink from '@mui/material/Link';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Passage } from './chat.queries';
import { useChat } from './chat-context';

/** Opens the place that a sentence rests on. */
export function CitationLink({ passage, children }: { passage: Passage; children: ReactNode }) {
  const { t } = useTranslation('assistant.chat');
  const { read } = useChat();
  return (
    <MuiLink
      component="button"
      type="button"
      title={passage.title}
      aria-label={t('citation', { title: passage.title })}
      onClick={() => read(passage)}
      sx={{ verticalAlign: 'baseline', fontSize: '0.8125rem' }}
    >
      {children}
    </MuiLink>
  );
}
