import { answer, api } from '@/platform/api/client';
import { endReasonIn, session, type SessionView } from './session';

/** Asks the server who this is. Used at the start, after signing in, and when a tab is looked at again. */
export async function loadSession(): Promise<SessionView> {
  const view = await answer(api.GET('/api/v1/session'));
  // Gone since we last looked, for example after a night: say so instead of leaving a page that fails on each click.
  if (!view.user) session.end(endReasonIn(view.endedBy, 'expired'));
  session.set(view);
  return view;
}
