import { describe, expect, it } from 'vitest';
import { type Live, readPieces, withPiece } from './pieces';

const bytes = new TextEncoder();

async function read(...chunks: readonly Uint8Array[]) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      chunks.forEach((chunk) => controller.enqueue(chunk));
      controller.close();
    },
  });
  const found = [];
  for await (const piece of readPieces(body)) found.push(piece);
  return found;
}

const told = (kind: string, data: unknown) => ({ kind, id: '', data });
const after = (...pieces: ReturnType<typeof told>[]) =>
  pieces.reduce<Live | undefined>((live, piece) => withPiece(live, piece), undefined);
const begin = told('begin', { messageId: 'm' });
const tool = (state: string) => told('part', { kind: 'tool', tool: { id: 'call', state } });

describe('the stream of an answer', () => {
  it('is read wherever it was cut, also within a letter', async () => {
    const all = bytes.encode('event: text\nid: r.2\ndata: {"text":"señal"}\n\nevent: heartbeat\ndata: null\n\n');
    const cuts = Array.from({ length: all.length - 1 }, (_, index) => index + 1);
    const found = await Promise.all(cuts.map((cut) => read(all.slice(0, cut), all.slice(cut))));
    for (const pieces of found)
      expect(pieces).toEqual([
        { kind: 'text', id: 'r.2', data: { text: 'señal' } },
        { kind: 'heartbeat', id: '', data: null },
      ]);
  });

  it('leaves out what is not finished and what cannot be read', async () => {
    expect(await read(bytes.encode('data: {"a"\n\nevent: text\ndata: {"text":"cut'))).toEqual([]);
  });

  it('joins texts, replaces what was said of a call, and keeps the order', () => {
    const live = after(
      begin,
      told('text', { text: 'Let me ' }),
      told('text', { text: 'look.' }),
      tool('running'),
      told('text', { text: 'There.' }),
      tool('done'),
      told('end', { state: 'done' }),
    );
    expect(live?.state).toBe('done');
    expect(live?.parts.map(({ kind, text, tool: step }) => text ?? `${kind} ${step?.state}`)).toEqual([
      'Let me look.',
      'tool done',
      'There.',
    ]);
  });

  it('begins anew where it is told from its beginning again', () => {
    const twice = after(begin, told('text', { text: 'One' }), begin, told('text', { text: 'One' }));
    expect(twice?.parts).toHaveLength(1);
    expect(twice?.parts[0]?.text).toBe('One');
  });

  it('takes nothing before a beginning', () => {
    expect(after(told('text', { text: 'lost' }))).toBeUndefined();
  });
});
