import type { Schema } from '@/api/types';

export type SessionView = Schema<'Session'>;

/** Why a person is shown the sign-in page; each has its sentence. */
export const endReasons = ['locked', 'signed-out', 'ended', 'password-changed', 'expired', 'required'] as const;
export type EndReason = (typeof endReasons)[number];

/** What the server gave as the reason, if it is one that we have a sentence for. */
export const endReasonIn = (given: unknown, otherwise: EndReason) =>
  endReasons.find((known) => known === given) ?? otherwise;

type Ended = (reason: EndReason) => void;

let view: SessionView | undefined;
const changed = new Set<() => void>();
const ended = new Set<Ended>();

/** Who is signed in, in this tab. The server decides; this is what it last said. */
export const session = {
  get: () => view,
  set(next: SessionView | undefined) {
    view = next;
    for (const listener of changed) listener();
  },
  /** Forgets the person at once, so that nothing of theirs stays on the screen. Once, however many calls failed. */
  end(reason: EndReason) {
    if (!view?.user) return;
    session.set({ ...view, user: null, permissions: [], antiforgeryToken: null });
    for (const listener of ended) listener(reason);
  },
  subscribe(listener: () => void) {
    changed.add(listener);
    return () => void changed.delete(listener);
  },
  onEnd(listener: Ended) {
    ended.add(listener);
    return () => void ended.delete(listener);
  },
};
