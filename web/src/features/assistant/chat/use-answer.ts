import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { isProblem } from '@/platform/api/problem';
import { conversationQuery, follow, type Said, say } from './chat.queries';
import { type Live, readPieces, withPiece } from './pieces';

const pauses = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

type Open = (after: string, signal: AbortSignal) => Promise<ReadableStream<Uint8Array> | null>;

/**
 * The answer that is being written in a conversation: begun here, or found when the page opens. A connection that is cut
 * is taken up after the last piece that came.
 */
export function useAnswer() {
  const cache = useQueryClient();
  const [live, setLive] = useState<Live>();
  const [isLost, setLost] = useState(false);
  const [running, setRunning] = useState<string>();
  const current = useRef<AbortController>(undefined);

  const listen = async (id: string, begin?: Open) => {
    current.current?.abort();
    const hangUp = new AbortController();
    const { signal } = hangUp;
    current.current = hangUp;
    const refresh = () => cache.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
    setRunning(id);
    try {
      await hear({
        open: (after, cut) => follow(id, after, cut),
        begin,
        signal,
        onLost: setLost,
        onLive: (next, isBegin) => {
          setLive(next);
          // What was said is kept by now, and so is the place of its answer.
          if (isBegin) void refresh();
        },
      });
      if (!signal.aborted) await refresh();
    } finally {
      // The answer of another conversation, which has begun meanwhile, is not this one's to end.
      if (!signal.aborted) {
        setRunning(undefined);
        setLive(undefined);
        setLost(false);
      }
    }
  };

  // Whoever goes elsewhere hangs up; the answer is written on and found again.
  useEffect(() => () => current.current?.abort(), []);

  return {
    live,
    isLost,
    running,
    say: (id: string, said: Said, key: string) => listen(id, (_, signal) => say(id, said, key, signal)),
    resume: (id: string) => listen(id),
  };
}

type Hearing = {
  open: Open;
  /** Begins the answer; where that is refused nothing was said, so it is thrown. */
  begin?: Open | undefined;
  signal: AbortSignal;
  onLive: (live: Live | undefined, isBegin: boolean) => void;
  onLost: (isLost: boolean) => void;
};

/** Until the end is heard, there is nothing to hear, or it was tried often enough. */
async function hear({ open, begin, signal, onLive, onLost }: Hearing) {
  let connect = begin ?? open;
  let live: Live | undefined;
  let last = '';
  for (let failures = 0; failures <= pauses.length && !signal.aborted; failures++) {
    // oxlint-disable-next-line no-await-in-loop
    if (failures > 0) await pause(pauses[failures - 1] ?? 0, signal);
    try {
      // One after the other: each attempt begins where the one before it was cut.
      // oxlint-disable-next-line no-await-in-loop
      const body = await connect(last, signal);
      if (!body) return;
      let heard = false;
      // oxlint-disable-next-line no-await-in-loop
      for await (const piece of readPieces(body)) {
        if (signal.aborted) return;
        heard = true;
        failures = 0;
        onLost(false);
        if (piece.id) last = piece.id;
        live = withPiece(live, piece);
        onLive(live, piece.kind === 'begin');
        if (piece.kind === 'end') return;
      }
      // A stream without anything: no answer is being written.
      if (!heard && connect === open) return;
    } catch (error) {
      if (signal.aborted) return;
      if (connect === begin && isProblem(error)) throw error;
      if (isProblem(error) && error.status >= 400 && error.status < 500) return;
    }
    connect = open;
    onLost(true);
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
