import Box from '@mui/material/Box';
import GlobalStyles from '@mui/material/GlobalStyles';
import IconButton from '@mui/material/IconButton';
import Portal from '@mui/material/Portal';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Maximize2, MessageSquarePlus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conversationQuery, useConversationNews } from './chat.queries';
import { ConversationPane } from './conversation-pane';
import { useOpenPage } from './use-open-page';

const width = 420;

/** A conversation beside the page that a person is on, which stays to be used. Escape closes it. */
export default function AssistantPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('assistant.chat');
  const navigate = useNavigate();
  const [{ key, id }, setShown] = useState<{ key: number; id?: string }>({ key: 0 });
  const { data } = useQuery({ ...conversationQuery(id ?? ''), enabled: id !== undefined });
  const beside = useOpenPage();
  const heading = useId();
  useConversationNews();
  return (
    <Portal>
      {/* The page makes room: nothing of it lies below the panel. */}
      <GlobalStyles styles={{ ':root': { '--aside-width': `${width}px` } }} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <Box
        component="aside"
        aria-labelledby={heading}
        onKeyDown={(event: React.KeyboardEvent<HTMLElement>) => {
          // A dialog over the panel has its own Escape.
          const inside = event.target instanceof Node && event.currentTarget.contains(event.target);
          if (event.key === 'Escape' && inside && !event.defaultPrevented) onClose();
        }}
        sx={{
          position: 'fixed',
          inset: '0 0 0 auto',
          width,
          zIndex: 'appBar',
          display: 'flex',
          flexDirection: 'column',
          borderLeft: 1,
          borderColor: 'tokens.border',
          bgcolor: 'tokens.canvas',
        }}
      >
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            height: 56,
            px: 3,
            borderBottom: 1,
            borderColor: 'tokens.border',
          }}
        >
          <Typography id={heading} variant="h2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            {data?.data.conversation.title || t('title')}
          </Typography>
          <IconButton aria-label={t('new')} title={t('new')} onClick={() => setShown({ key: key + 1 })}>
            <MessageSquarePlus size={18} />
          </IconButton>
          <IconButton
            aria-label={t('panel.page')}
            title={t('panel.page')}
            onClick={() => void navigate({ to: id ? `/assistant/${id}` : '/assistant' })}
          >
            <Maximize2 size={18} />
          </IconButton>
          <IconButton aria-label={t('panel.close')} title={t('panel.close')} onClick={onClose}>
            <X size={18} />
          </IconButton>
        </Box>
        <Box sx={{ flex: 1, minHeight: 0 }}>
          <ConversationPane key={key} id={id} beside={beside} onCreated={(created) => setShown({ key, id: created })} />
        </Box>
      </Box>
    </Portal>
  );
}
