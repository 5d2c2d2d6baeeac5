import { afterEach, describe, expect, it, vi } from 'vitest';
import { onServerEvent } from './channel';
import { followEvents } from './stream';

const sources: FakeSource[] = [];
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  constructor() {
    super();
    sources.push(this);
  }
  say(name: string, data: unknown = null) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
  refuse() {
    this.readyState = FakeSource.CLOSED;
    this.dispatchEvent(new Event('error'));
  }
  close() {}
}

let stop: (() => void)[] = [];
afterEach(() => {
  stop.forEach((each) => each());
  stop = [];
  sources.length = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function follow(pageAgeMs: number) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('EventSource', FakeSource);
  vi.spyOn(performance, 'now').mockReturnValue(pageAgeMs);
  const heard: string[] = [];
  for (const name of ['notification', 'resync', 'stream-refused'])
    stop.push(onServerEvent(name, () => heard.push(name)));
  stop.push(followEvents());
  return heard;
}

describe('the stream of events', () => {
  it('hands on that the server asks a page to read its lists again', () => {
    const heard = follow(100);
    sources[0]?.say('open');
    sources[0]?.say('resync');
    expect(heard).toEqual(['resync']);
  });

  it('asks for it by itself where a connection begins without a past, once', () => {
    const heard = follow(100);
    sources[0]?.say('open');
    sources[0]?.refuse();
    expect(heard).toEqual(['stream-refused']);
    vi.spyOn(performance, 'now').mockReturnValue(60_000);
    vi.advanceTimersByTime(5000);
    sources[1]?.dispatchEvent(new Event('open'));
    sources[1]?.say('open');
    sources[1]?.say('notification');
    expect(heard).toEqual(['stream-refused', 'resync', 'notification']);
  });
});
