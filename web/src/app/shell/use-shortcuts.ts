import { useEffect, useEffectEvent } from 'react';

type Shortcuts = { palette: () => void; help: () => void; rail: () => void };

/** Single keys only where nobody is typing and no dialog is open; Ctrl-K or Cmd-K everywhere. */
export function useShortcuts(run: Shortcuts) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    run[action]();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function actionOf(event: KeyboardEvent): keyof Shortcuts | undefined {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return 'palette';
  if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return undefined;
  if (event.key === '/') return 'palette';
  if (event.key === '?') return 'help';
  return event.key === '[' ? 'rail' : undefined;
}

function isBusy(target: EventTarget | null) {
  const element = target instanceof HTMLElement ? target : undefined;
  return Boolean(element?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]'));
}
