/** What jsdom leaves out of a browser and our pages use. */
export function fillBrowser() {
  globalThis.matchMedia ??= (media) =>
    Object.assign(new EventTarget(), { matches: false, media, onchange: null, addListener() {}, removeListener() {} });
  globalThis.scrollTo = () => undefined;
  Element.prototype.scrollIntoView ??= () => undefined;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  if (!('EventSource' in globalThis)) Object.assign(globalThis, { EventSource: SilentSource });
}

/** Never says anything; tests of the stream bring their own. */
class SilentSource extends EventTarget {
  static readonly CLOSED = 2;
  readonly readyState = 1;
  close() {}
}
