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
  // axe asks whether there is a canvas; jsdom has none and says so on the console each time.
  HTMLCanvasElement.prototype.getContext = () => null;
  keepStylesOut();
  if (!('EventSource' in globalThis)) Object.assign(globalThis, { EventSource: SilentSource });
}

/** Never says anything; tests of the stream bring their own. */
class SilentSource extends EventTarget {
  static readonly CLOSED = 2;
  readonly readyState = 1;
  close() {}
}

/**
 * Every question for a role asks jsdom for computed styles, and those cost more with each rule: without the theme's rules
 * in the document the tests are several times faster. Looks are judged in a browser.
 */
function keepStylesOut() {
  const insert = document.head.insertBefore.bind(document.head);
  document.head.insertBefore = <T extends Node>(node: T, before: Node | null): T =>
    node instanceof HTMLStyleElement && node.dataset.emotion !== undefined ? node : insert(node, before);
}
