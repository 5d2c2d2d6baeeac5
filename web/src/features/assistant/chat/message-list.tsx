import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { toast } from '@/ui/feedback/toast';
import { AssistantMessage } from './assistant-message';
import { type ConversationDetail, earlierMessages, type Message, type Part, type Said } from './chat.queries';
import { PersonMessage } from './person-message';
import type { Live } from './pieces';

type Props = {
  id: string | undefined;
  detail: ConversationDetail | undefined;
  /** Said and not kept yet. */
  pending: Said | undefined;
  live: Live | undefined;
  isAnswering: boolean;
  onSay: (said: Said) => void;
  onBranch: (message: string) => void;
};

/** The branch that is shown. It stays at its end while that is in sight, and where a person reads otherwise. */
export function MessageList({ id, detail, pending, live, isAnswering, onSay, onBranch }: Props) {
  const { t } = useTranslation('assistant.chat');
  const { messages, hasEarlier, load, isLoading } = useEarlier(id, detail);
  const frame = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    if (follows.current && frame.current) frame.current.scrollTop = frame.current.scrollHeight;
  });
  const onScroll = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = frame.current ?? {};
    follows.current = scrollHeight - scrollTop - clientHeight < 80;
  };
  // What was said stands in the list as soon as the answer to it has begun.
  const isKept = live !== undefined && messages.some((message) => message.id === live.messageId);
  return (
    <Box
      ref={frame}
      onScroll={onScroll}
      tabIndex={0}
      role="region"
      aria-label={t('messages')}
      sx={{ flex: 1, minHeight: 0, overflowY: 'auto', px: 4, py: 4 }}
    >
      <Box sx={{ display: 'grid', gap: 6, maxWidth: 800, mx: 'auto', minWidth: 0 }}>
        {hasEarlier && (
          <Button sx={{ justifySelf: 'center' }} loading={isLoading} onClick={load}>
            {t('earlier')}
          </Button>
        )}
        {messages.map((message, index) =>
          message.role === 'person' ? (
            <PersonMessage
              key={message.id}
              message={message}
              parts={message.parts}
              onBranch={onBranch}
              onEdit={isAnswering ? undefined : (text) => onSay({ text, replaces: message.id })}
            />
          ) : (
            <AssistantMessage
              key={message.id}
              message={message}
              parts={live?.messageId === message.id ? live.parts : message.parts}
              isWriting={live?.messageId === message.id ? live.state === 'writing' : message.state === 'writing'}
              words={wordsBefore(messages, index)}
              onBranch={onBranch}
              onAgain={isAnswering || index < messages.length - 1 ? undefined : () => onSay({ replaces: message.id })}
            />
          ),
        )}
        {pending && !isKept && (pending.text ?? pending.tool) && (
          <PersonMessage parts={[pendingPart(pending, t('sending'))]} onBranch={onBranch} />
        )}
      </Box>
    </Box>
  );
}

/** What an answer answers: the last words of the person before it. */
const wordsBefore = (messages: readonly Message[], index: number) =>
  messages
    .slice(0, index)
    .findLast(({ role }) => role === 'person')
    ?.parts.flatMap(({ text }) => text ?? [])
    .join(' ') ?? '';

const pendingPart = (said: Said, otherwise: string): Part => ({
  kind: 'text',
  text: said.text ?? otherwise,
  tool: null,
  suggestions: null,
  passages: null,
  code: null,
  page: null,
});

/** Older messages are read when somebody asks for them, and forgotten where another branch is shown. */
function useEarlier(id: string | undefined, detail: ConversationDetail | undefined) {
  const problemText = useProblemText();
  const [older, setOlder] = useState<{ before: string; found: readonly Message[]; hasEarlier: boolean }>();
  const [isLoading, setLoading] = useState(false);
  const shown = detail?.messages ?? [];
  const first = shown[0]?.id ?? '';
  const known = older?.before === first ? older : undefined;
  const earliest = known?.found[0]?.id ?? first;
  const load = () => {
    if (!id) return;
    setLoading(true);
    earlierMessages(id, earliest)
      .then((page) =>
        setOlder({ before: first, found: [...page.messages, ...(known?.found ?? [])], hasEarlier: page.hasEarlier }),
      )
      .catch((error: unknown) => toast(problemText(error), { tone: 'error' }))
      .finally(() => setLoading(false));
  };
  return {
    messages: [...(known?.found ?? []), ...shown],
    hasEarlier: known ? known.hasEarlier : (detail?.hasEarlier ?? false),
    load,
    isLoading,
  };
}
