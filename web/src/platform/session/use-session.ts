import { useSyncExternalStore } from 'react';
import { session } from './session';

const nobody = {
  user: null,
  permissions: [],
  antiforgeryToken: null,
  endedBy: null,
  capabilities: { developmentMailbox: false, registrationOpen: false, needsSetup: false },
};

/** Who is signed in, with their permissions and what this installation offers. */
export function useSession() {
  return useSyncExternalStore(session.subscribe, session.get) ?? nobody;
}

/** Hides what a person may not do. The server decides all the same. `undefined` asks for nothing. */
export function useCan(permission: string | undefined): boolean {
  const { permissions } = useSession();
  return permission === undefined || permissions.includes(permission);
}
