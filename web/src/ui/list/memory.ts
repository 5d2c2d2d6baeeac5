import { useCallback, useState } from 'react';
import { z } from '@/ui/form/schema';

const remembered = z.partial(
  z.object({
    /** Every column that this person has placed, in their order. */
    order: z.array(z.string()),
    shown: z.array(z.string()),
    hidden: z.array(z.string()),
    density: z.enum(['comfortable', 'compact']),
    views: z.array(z.object({ name: z.string(), search: z.record(z.string(), z.string()) })),
  }),
);

type Remembered = Required<z.infer<typeof remembered>>;
export type ListMemory = Omit<Remembered, 'density'> & { density?: Remembered['density'] };
export type SavedView = ListMemory['views'][number];

const nothing: ListMemory = { order: [], shown: [], hidden: [], views: [] };

/** What this browser remembers of one list. Kept here and not on the server: it follows the screen, not the person. */
export function useListMemory(listId: string) {
  const key = `list.${listId}`;
  const [memory, setMemory] = useState(() => read(key));
  const remember = useCallback(
    (change: Partial<ListMemory>) => {
      const next = { ...read(key), ...change };
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Storage may be full or refused; the choice then lasts as long as the page.
      }
      setMemory((shown) => ({ ...shown, ...change }));
    },
    [key],
  );
  return [memory, remember] as const;
}

function read(key: string): ListMemory {
  try {
    // An older version, or a person, may have written anything.
    const parsed = remembered.safeParse(JSON.parse(localStorage.getItem(key) ?? '{}'));
    return parsed.success ? { ...nothing, ...parsed.data } : nothing;
  } catch {
    return nothing;
  }
}
