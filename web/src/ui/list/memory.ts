import { useCallback, useState } from 'react';
import { z } from '@/ui/form/schema';

const memorySchema = z.object({
  /** Every column that this person has placed, in their order. */
  order: z.array(z.string()).default([]),
  shown: z.array(z.string()).default([]),
  hidden: z.array(z.string()).default([]),
  density: z.enum(['comfortable', 'compact']).optional(),
  views: z.array(z.object({ name: z.string(), search: z.record(z.string(), z.string()) })).default([]),
});

export type ListMemory = z.infer<typeof memorySchema>;
export type SavedView = ListMemory['views'][number];

const nothing: ListMemory = memorySchema.parse({});

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
    const parsed = memorySchema.safeParse(JSON.parse(localStorage.getItem(key) ?? '{}'));
    return parsed.success ? parsed.data : nothing;
  } catch {
    return nothing;
  }
}
