import { publish } from './channel';

/** The names the server sends; an EventSource hears only those it was told. */
const names = [
  'session-ended',
  'job-progress',
  'jobs-changed',
  'notification',
  'notifications-read',
  'approval-changed',
  'conversation-changed',
  'resync',
] as const;
const retryAfterMs = 5000;
/** A page younger than this has just read what it shows. */
const freshForMs = 5000;

/**
 * Keeps one connection to the server's events for all tabs of this browser: plain HTTP/1.1 allows six per origin. The
 * tab that holds the lock has the connection; when it closes, the lock goes to the next one in the queue. Whoever listens
 * to events reads anew on `resync`: what happened between two connections was told to nobody.
 */
export function followEvents(): () => void {
  const stop = new AbortController();
  if ('locks' in navigator) {
    navigator.locks
      .request('smartai-events', { signal: stop.signal }, () => hold(stop.signal))
      // Stopped while still waiting for the lock.
      .catch(() => undefined);
  } else {
    void hold(stop.signal);
  }
  return () => stop.abort();
}

/** Resolves, and so gives the lock up, when it is stopped. */
function hold(stopped: AbortSignal): Promise<void> {
  return new Promise((release) => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function finish() {
      clearTimeout(timer);
      source?.close();
      release();
    }

    function connect() {
      source = new EventSource('/api/v1/events');
      for (const name of names) {
        source.addEventListener(name, (event: MessageEvent<string>) => publish({ name, data: parse(event.data) }));
      }
      // The browser takes up a connection that was cut; a new one begins without a past.
      if (performance.now() > freshForMs) {
        source.addEventListener('open', () => publish({ name: 'resync', data: null }), { once: true });
      }
      source.addEventListener('error', () => {
        // A dropped connection is taken up again by the browser; an answer that is no stream is not.
        if (source?.readyState === EventSource.CLOSED) {
          publish({ name: 'stream-refused', data: null });
          timer = setTimeout(connect, retryAfterMs);
        }
      });
    }

    if (stopped.aborted) return finish();
    stopped.addEventListener('abort', finish, { once: true });
    connect();
  });
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
