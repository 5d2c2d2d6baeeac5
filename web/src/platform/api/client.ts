import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '@/api/generated/schema';
import { endReasonIn, session } from '@/platform/session/session';
import { ProblemError, problemFrom, unreachable } from './problem';

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const antiforgery: Middleware = {
  onRequest({ request }) {
    const token = session.get()?.antiforgeryToken;
    if (token && changing.has(request.method)) request.headers.set('X-CSRF-Token', token);
    return request;
  },
};

/** The typed client of every operation in openapi.json. Wrap its calls in `answer` or `answerWithTag`. */
export const api = createClient<paths, 'application/json'>({
  baseUrl: globalThis.location.origin,
  credentials: 'same-origin',
  // Looked up per call: stories and tests put their own in place.
  fetch: (request) => globalThis.fetch(request),
});
api.use(antiforgery);

let learning: Promise<void> | undefined;

/** The refusal does not say why the session is over, and the event that did may have been missed. Asked once, however many calls failed. */
function learnWhy() {
  if (!session.get()?.user) return undefined;
  learning ??= api
    .GET('/api/v1/session')
    .then(
      ({ data }) => session.end(endReasonIn(data?.endedBy, 'expired')),
      () => session.end('expired'),
    )
    .finally(() => (learning = undefined));
  return learning;
}

type Outcome<Data> = { data?: Data; error?: unknown; response: Response };

/** The body of a successful answer; anything else rejects with a `ProblemError`. */
export async function answer<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  return (await answerWithTag(call)).data;
}

/** As `answer`, with the ETag that a later change has to send as If-Match. */
export async function answerWithTag<Data>(call: Promise<Outcome<Data>>): Promise<{ data: Data; etag: string }> {
  let outcome: Outcome<Data>;
  try {
    outcome = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ProblemError({ status: 0, code: unreachable });
  }
  const { data, error, response } = outcome;
  if (!response.ok) {
    const problem = problemFrom(response, error);
    // Wherever it happens, the person learns why and comes back to where they were.
    if (problem.code === 'access.not_signed_in') await learnWhy();
    throw problem;
  }
  return { data: data as Data, etag: response.headers.get('ETag') ?? '' };
}
