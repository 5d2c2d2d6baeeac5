import { onServerEvent } from '@/platform/events/channel';
import { followEvents } from '@/platform/events/stream';
import { loadSession } from './load-session';
import { endReasonIn, session } from './session';

/** While someone is signed in: hears at once when the session ends anywhere, and asks again when the tab is looked at. */
export function watchSession(): () => void {
  let unfollow: (() => void) | undefined;

  function follow() {
    const signedIn = Boolean(session.get()?.user);
    if (signedIn) unfollow ??= followEvents();
    else {
      unfollow?.();
      unfollow = undefined;
    }
  }

  const stops = [
    session.subscribe(follow),
    onServerEvent('session-ended', (data) => session.end(reasonOf(data))),
    onServerEvent('stream-refused', check),
    () => document.removeEventListener('visibilitychange', checkVisible),
    () => unfollow?.(),
  ];
  document.addEventListener('visibilitychange', checkVisible);
  follow();
  return () => stops.forEach((stop) => stop());
}

function reasonOf(data: unknown) {
  const reason = typeof data === 'object' && data !== null && 'reason' in data ? data.reason : undefined;
  return endReasonIn(reason, 'ended');
}

// A server that is away is told by the pages themselves.
function check() {
  if (session.get()?.user) void loadSession().catch(() => undefined);
}

function checkVisible() {
  if (document.visibilityState === 'visible') check();
}
