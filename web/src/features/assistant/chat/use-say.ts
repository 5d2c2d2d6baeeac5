import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { conversationsQuery, createConversation, type Said } from './chat.queries';
import { useAnswer } from './use-answer';

type Props = { id: string | undefined; isTemporary: boolean; onCreated: (id: string) => void };

/** Says something, in a conversation that begins with it where there is none yet. */
export function useSay({ id, isTemporary, onCreated }: Props) {
  const cache = useQueryClient();
  const answer = useAnswer();
  const [pending, setPending] = useState<Said>();
  const [problem, setProblem] = useState<unknown>();
  const sent = useRef({ body: '', key: '' });
  const begun = useRef(id);

  /** Whether it was said; what was not can be said again under the same key, and is said once. */
  async function say(said: Said): Promise<boolean> {
    const body = JSON.stringify(said);
    if (sent.current.body !== body) sent.current = { body, key: crypto.randomUUID() };
    const { key } = sent.current;
    setProblem(undefined);
    setPending(said);
    try {
      let at = id ?? begun.current;
      if (!at) {
        at = (await createConversation(isTemporary)).id;
        begun.current = at;
        onCreated(at);
      }
      await answer.say(at, said, key);
      sent.current = { body: '', key: '' };
      void cache.invalidateQueries({ queryKey: conversationsQuery('').queryKey.slice(0, 2) });
      return true;
    } catch (error) {
      setProblem(error);
      return false;
    } finally {
      setPending(undefined);
    }
  }

  return { answer, say, pending, isSending: pending !== undefined, problem, tell: setProblem };
}
