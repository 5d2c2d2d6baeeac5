import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckInput } from '@/ui/form/check-input';
import { LinkButton } from '@/ui/page/link-button';
import { usePageTitle } from '@/ui/page/page-title';
import { conversationQuery, useConversationNews } from './chat.queries';
import { ConversationList } from './conversation-list';
import { ConversationMenu } from './conversation-menu';
import { ConversationPane } from './conversation-pane';

/** Conversations beside the one that is read; on a phone first the list, then the conversation. */
export default function AssistantPage() {
  const { t } = useTranslation('assistant.chat');
  const params: { id?: string } = useParams({ strict: false });
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  const narrow = useMediaQuery('(max-width: 899.95px)');
  const pane = usePane(params.id);
  const [isTemporary, setTemporary] = useState(false);
  const { data } = useQuery({ ...conversationQuery(params.id ?? ''), enabled: params.id !== undefined });
  const conversation = params.id ? data?.data.conversation : undefined;
  const title = conversation?.title || (params.id ? t('untitled') : t('title'));
  usePageTitle(conversation?.title || undefined);
  useConversationNews();
  // Reading needs the whole of a small screen: its list is the page before.
  const isTalking = !narrow || params.id !== undefined || search.new !== undefined;
  return (
    <Box sx={pageSx}>
      <Box
        hidden={narrow && isTalking}
        sx={{
          width: narrow ? '100%' : 280,
          flexShrink: 0,
          minHeight: 0,
          borderRight: narrow ? 0 : 1,
          borderColor: 'tokens.border',
          '&[hidden]': { display: 'none' },
        }}
      >
        {narrow && (
          <Typography variant="h1" tabIndex={-1} sx={{ px: 3, pt: 3 }}>
            {t('title')}
          </Typography>
        )}
        <ConversationList shown={params.id} />
      </Box>
      {isTalking && (
        <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 4, py: 2, minHeight: 52 }}>
            {narrow && (
              <LinkButton to="/assistant" startIcon={<ArrowLeft size={16} />} size="small">
                {t('back')}
              </LinkButton>
            )}
            <Typography
              variant="h1"
              tabIndex={-1}
              sx={{ flex: 1, minWidth: 0, fontSize: '1rem', overflowWrap: 'anywhere' }}
            >
              {title}
            </Typography>
            {conversation && data && <ConversationMenu detail={data.data} />}
          </Box>
          <Box sx={{ flex: 1, minHeight: 0 }}>
            <ConversationPane
              key={pane.key}
              id={params.id}
              isTemporary={isTemporary}
              onCreated={pane.created}
              beginning={
                <CheckInput
                  name="temporary"
                  label={t('temporary.label')}
                  hint={t('temporary.hint')}
                  checked={isTemporary}
                  onChange={(_, checked) => setTemporary(checked)}
                />
              }
            />
          </Box>
        </Box>
      )}
    </Box>
  );
}

/** Another address is another conversation and begins anew, but not where one has just been begun here. */
function usePane(id: string | undefined) {
  const navigate = useNavigate();
  const [seen, setSeen] = useState({ id, key: 0 });
  const [own, setOwn] = useState<string>();
  if (seen.id !== id) setSeen({ id, key: id !== undefined && id === own ? seen.key : seen.key + 1 });
  return {
    key: seen.key,
    created: (next: string) => {
      setOwn(next);
      void navigate({ to: `/assistant/${next}`, replace: true });
    },
  };
}

/** All of the window below the top bar: the conversation scrolls, the composer stays. */
const pageSx = {
  display: 'flex',
  m: { xs: -4, sm: -6 },
  mb: { xs: -16, sm: -16 },
  height: 'calc(100dvh - 56px)',
  minHeight: 320,
} as const;
