import { answer, api } from '@/platform/api/client';
import { session } from './session';

/** The server tells the other tabs; this one need not wait for that. */
export async function signOut() {
  await answer(api.DELETE('/api/v1/session'));
  session.end('signed-out');
}
