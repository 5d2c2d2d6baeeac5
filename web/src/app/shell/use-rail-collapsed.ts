import { useState } from 'react';

const stored = 'rail';

/** Remembered in this browser: it is a matter of the screen, not of the person. */
export function useRailCollapsed() {
  const [collapsed, setCollapsed] = useState(() => {
    try {
      return localStorage.getItem(stored) === 'collapsed';
    } catch {
      return false;
    }
  });
  function remember(next: boolean) {
    setCollapsed(next);
    try {
      localStorage.setItem(stored, next ? 'collapsed' : 'open');
    } catch {
      // Storage is off; the choice lasts for this page.
    }
  }
  return [collapsed, remember] as const;
}
