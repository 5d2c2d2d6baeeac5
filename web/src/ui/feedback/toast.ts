export type Toast = {
  id: number;
  text: string;
  tone: 'success' | 'error';
  action?: { label: string; onClick: () => void };
};

let shown: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function show(next: readonly Toast[]) {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says what happened, in the past tense. Failures belong where they happened; here only if that is gone. */
export function toast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}) {
  last += 1;
  // Three at most: older ones have been read or never will be.
  show([...shown.slice(-2), { id: last, text, tone: 'success', ...options }]);
}

export const toasts = {
  get: () => shown,
  dismiss: (id: number) => show(shown.filter((toastShown) => toastShown.id !== id)),
  clear: () => show([]),
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
