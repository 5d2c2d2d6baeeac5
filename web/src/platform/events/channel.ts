export type ServerEvent = { name: string; data: unknown };
type Handler = (data: unknown) => void;

const handlers = new Map<string, Set<Handler>>();
let channel: BroadcastChannel | undefined;

/** Hands an event to whoever listens in this tab. */
export function dispatch({ name, data }: ServerEvent) {
  for (const handler of handlers.get(name) ?? []) handler(data);
}

/** Hands an event to every tab, this one included. */
export function publish(event: ServerEvent) {
  openChannel()?.postMessage(event);
  dispatch(event);
}

/** Listens to events of the server and of other tabs. Answers how to stop. */
export function onServerEvent(name: string, handler: Handler) {
  openChannel();
  const known = handlers.get(name) ?? new Set();
  handlers.set(name, known.add(handler));
  return () => void known.delete(handler);
}

function openChannel() {
  if (!channel && 'BroadcastChannel' in globalThis) {
    channel = new BroadcastChannel('smartai-events');
    channel.addEventListener('message', (message: MessageEvent<ServerEvent>) => dispatch(message.data));
  }
  return channel;
}
