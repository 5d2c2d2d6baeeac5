import type { Schema } from '@/api/types';
import { answerWithTag, api } from '@/platform/api/client';
import { session } from './session';

type Preference = Partial<Pick<Schema<'Me'>, 'theme' | 'density' | 'language'>>;

/** Takes a profile that the server has just confirmed over into the session, so that the page follows it. */
export function adoptProfile({ displayName, language, timeZone, theme, density }: Schema<'Me'>) {
  const view = session.get();
  if (view?.user) session.set({ ...view, user: { ...view.user, displayName, language, timeZone, theme, density } });
}

/**
 * A matter of looks: shown at once, saved behind. The tag is read anew because a menu, unlike a form, has no version
 * that the choice was based on; only the named member changes. Whoever fails to save is told by the caller.
 */
export async function savePreference(change: Preference) {
  const view = session.get();
  if (!view?.user) return;
  session.set({ ...view, user: { ...view.user, ...change } });
  try {
    const { etag } = await answerWithTag(api.GET('/api/v1/me'));
    const { data } = await answerWithTag(
      api.PATCH('/api/v1/me', { body: change, params: { header: { 'If-Match': etag } } }),
    );
    adoptProfile(data);
  } catch (error) {
    const now = session.get();
    if (now?.user && view.user) session.set({ ...now, user: { ...now.user, ...view.user } });
    throw error;
  }
}
