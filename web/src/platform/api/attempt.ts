/**
 * Idempotency keys of one form: the same contents sent again carry the same key, so that a lost answer does not make a
 * second thing; other contents get a key of their own.
 */
export function createAttempt() {
  let last: { contents: string; key: string } | undefined;
  return {
    keyFor(body: unknown): string {
      const contents = JSON.stringify(body);
      if (last?.contents !== contents) last = { contents, key: crypto.randomUUID() };
      return last.key;
    },
  };
}
