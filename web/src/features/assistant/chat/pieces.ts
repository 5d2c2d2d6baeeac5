import type { Message, Part } from './chat.queries';

/** What a stream told of one answer. */
export type Piece = { kind: string; id: string; data: unknown };
export type Live = { messageId: string; parts: readonly Part[]; state: Message['state'] };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const textPart = (text: string): Part => ({
  kind: 'text',
  text,
  tool: null,
  suggestions: null,
  passages: null,
  code: null,
  page: null,
});

/** The answer after one more piece: texts that follow each other are one, a later word about a call replaces the one before. */
export function withPiece(live: Live | undefined, { kind, data }: Piece): Live | undefined {
  if (!isRecord(data)) return live;
  if (kind === 'begin' && typeof data.messageId === 'string')
    return { messageId: data.messageId, parts: [], state: 'writing' };
  if (!live) return live;
  if (kind === 'end') return { ...live, state: (data.state as Message['state'] | undefined) ?? 'done' };
  if (kind === 'text') return { ...live, parts: withText(live.parts, String(data.text)) };
  if (kind === 'part') return { ...live, parts: withPart(live.parts, data as unknown as Part) };
  return live;
}

function withText(parts: readonly Part[], text: string): readonly Part[] {
  const last = parts.at(-1);
  return last?.kind === 'text'
    ? [...parts.slice(0, -1), { ...last, text: (last.text ?? '') + text }]
    : [...parts, textPart(text)];
}

function withPart(parts: readonly Part[], part: Part): readonly Part[] {
  const known = part.tool ? parts.findIndex(({ tool }) => tool?.id === part.tool?.id) : -1;
  return known < 0 ? [...parts, part] : parts.with(known, part);
}

/** The events of a stream of server-sent events, as they come. Fetched and not an EventSource: saying something is a POST. */
export async function* readPieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Piece> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let waiting = '';
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const { value, done } = await reader.read();
      if (done) return;
      waiting += decoder.decode(value, { stream: true });
      const events = waiting.split(/\r\n\r\n|\n\n|\r\r/);
      waiting = events.pop() ?? '';
      for (const event of events) {
        const piece = readPiece(event);
        if (piece) yield piece;
      }
    }
  } finally {
    // Whoever stops listening hangs up; the answer goes on without them.
    await reader.cancel().catch(() => undefined);
  }
}

function readPiece(event: string): Piece | undefined {
  const fields = { event: 'message', id: '', data: '' };
  for (const line of event.split(/\r\n|\n|\r/)) {
    const at = line.indexOf(':');
    const name = at < 0 ? line : line.slice(0, at);
    const value = at < 0 ? '' : line.slice(at + 1).replace(/^ /, '');
    if (name === 'event' || name === 'id') fields[name] = value;
    if (name === 'data') fields.data += fields.data ? `\n${value}` : value;
  }
  if (!fields.data) return undefined;
  try {
    return { kind: fields.event, id: fields.id, data: JSON.parse(fields.data) as unknown };
  } catch {
    return undefined;
  }
}
