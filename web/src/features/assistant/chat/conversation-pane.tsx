import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/platform/api/problem';
import { useProblemText } from '@/platform/errors/use-problem-text';
import { Notice } from '@/ui/page/notice';
import { ErrorState, LoadingState } from '@/ui/states';
import { ChatContext } from './chat-context';
import { conversationQuery, offersQuery, type Passage, type Said, stop, useShowBranch } from './chat.queries';
import { Composer } from './composer';
import { MessageList } from './message-list';
import { PageChip } from './page-chip';
import { PassageDialog } from './passage-dialog';
import { Spoken } from './spoken';
import { type Chosen, ToolDialog } from './tool-dialog';
import { ToolMenu } from './tool-menu';
import { useSay } from './use-say';
import type { Beside } from './use-open-page';
import { Welcome } from './welcome';

type Props = {
  id: string | undefined;
  /** A conversation gets its address with the first thing that is said in it. */
  onCreated: (id: string) => void;
  /** Before it has begun: whether it is kept, and other choices. */
  beginning?: ReactNode;
  isTemporary?: boolean;
  /** The page that the conversation stands beside. */
  beside?: Beside;
};

/** One conversation: what was said, what is being said, and where to say more. Beside every page and on its own. */
export function ConversationPane({ id, onCreated, beginning, isTemporary = false, beside }: Props) {
  const { t } = useTranslation('assistant.chat');
  const problemText = useProblemText();
  const query = useQuery({ ...conversationQuery(id ?? ''), enabled: id !== undefined });
  const offers = useQuery(offersQuery);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Chosen>();
  const [choosing, setChoosing] = useState(false);
  const [passage, setPassage] = useState<Passage>();
  const input = useRef<HTMLTextAreaElement>(null);
  const talk = useSay({ id, isTemporary, onCreated });
  const branch = useShowBranch();
  const messages = query.data?.data.messages ?? [];
  const isWriting = messages.at(-1)?.state === 'writing';
  const isAnswering = talk.isSending || talk.answer.running !== undefined || isWriting;

  // An answer that somebody began elsewhere, or before this page was loaded, is heard on.
  const { resume, running } = talk.answer;
  const resumed = useRef('');
  const written = isWriting ? messages.at(-1)?.id : undefined;
  useEffect(() => {
    if (!id || !written || talk.isSending || running !== undefined || resumed.current === written) return;
    resumed.current = written;
    void resume(id);
  }, [id, written, talk.isSending, running, resume]);
  useEffect(() => input.current?.focus(), []);

  const send = async (said: Said) => {
    // An answer written once more answers what was said then, on the page of then.
    const isNew = said.text ?? said.tool;
    if (!(await talk.say(isNew ? { ...said, ...beside?.page } : said)) && said.text) setText(said.text);
    input.current?.focus();
  };
  const sendText = (words = text) => {
    if (!words.trim() || isAnswering) return;
    setText('');
    void send({ text: words.trim() });
  };
  if (id && isProblem(query.error, 'assistant.conversation_not_found')) return <ErrorState error={query.error} />;
  return (
    <ChatContext
      value={{
        id,
        operationOf: (tool) => offers.data?.tools.find(({ name }) => name === tool)?.operation ?? tool,
        open: setChosen,
        read: setPassage,
      }}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, height: '100%', minWidth: 0 }}>
        {id === undefined && !talk.pending ? (
          <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: 4 }}>
            <Welcome onTry={sendText} />
          </Box>
        ) : query.data || talk.pending ? (
          <MessageList
            id={id}
            detail={query.data?.data}
            pending={talk.pending}
            live={talk.answer.live}
            isAnswering={isAnswering}
            onSay={(said) => void send(said)}
            onBranch={(message) => id && branch.mutate({ id, message })}
          />
        ) : (
          <Box sx={{ flex: 1, p: 4 }}>
            {query.isError ? (
              <ErrorState error={query.error} onRetry={() => void query.refetch()} />
            ) : (
              <LoadingState shape="list" />
            )}
          </Box>
        )}
        <Box sx={{ px: 4, pb: 4, pt: 2, width: '100%', maxWidth: 832, mx: 'auto', display: 'grid', gap: 2 }}>
          {talk.answer.isLost && <Notice role="status">{t('lost')}</Notice>}
          {(talk.problem ?? branch.error) !== null && (talk.problem ?? branch.error) !== undefined && (
            <Notice tone="danger" role="alert">
              {problemText(talk.problem ?? branch.error)}
            </Notice>
          )}
          {id === undefined && beginning}
          {beside && <PageChip beside={beside} />}
          <Composer
            value={text}
            isAnswering={isAnswering}
            inputRef={input}
            onChange={setText}
            onSend={() => sendText()}
            onStop={() => id && void stop(id).catch(talk.tell)}
            onTools={() => setChoosing(true)}
          />
          <Box sx={{ color: 'tokens.muted', fontSize: '0.8125rem', textAlign: 'center' }}>{t('composer.hint')}</Box>
        </Box>
        <Spoken live={talk.answer.live} isAnswering={isAnswering} />
      </Box>
      {choosing && (
        <ToolMenu onChoose={(tool) => (setChoosing(false), setChosen(tool))} onClose={() => setChoosing(false)} />
      )}
      {chosen && <ToolDialog chosen={chosen} onSay={(said) => void send(said)} onClose={() => setChosen(undefined)} />}
      {passage && <PassageDialog passage={passage} onClose={() => setPassage(undefined)} />}
    </ChatContext>
  );
}
