import { useBlocker } from '@tanstack/react-router';

/** Holds a person back from losing what they typed; the dialog that asks is `LeaveDialog`. */
export function useLeaveGuard(dirty: boolean) {
  return useBlocker({
    // Panels and filters of the same page lose nothing.
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
}
