import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';

export type Found = { id: string; name: string; detail?: string };

/** How things that tools are about are found by name, so that nobody has to know an id, and which version of them is there. */
export type Finder = {
  find: (words: string, signal: AbortSignal) => Promise<readonly Found[]>;
  version?: (id: string) => Promise<string>;
};

const most = 8;
const fitting = (all: readonly Found[], words: string) => {
  const wanted = words.toLocaleLowerCase();
  return all.filter(({ name, detail = '' }) => `${name} ${detail}`.toLocaleLowerCase().includes(wanted)).slice(0, most);
};
const tagOf = async (call: Parameters<typeof answerWithTag>[0]) => (await answerWithTag(call)).etag;
const at = (id: string) => ({ params: { path: { id } } });

const people: Finder = {
  find: async (words, signal) => {
    const query = { limit: most, q: words || undefined };
    const { items } = await answer(api.GET('/api/v1/users', { params: { query }, signal }));
    return items.map(({ id, displayName, email }) => ({ id, name: displayName, detail: email }));
  },
  version: (id) => tagOf(api.GET('/api/v1/users/{id}', at(id))),
};

const finders: Readonly<Record<string, Finder>> = {
  'identity.users': people,
  'identity.roles': {
    find: async (words, signal) => {
      const { items } = await answer(api.GET('/api/v1/roles', { params: { query: { limit: 100 } }, signal }));
      return fitting(items, words);
    },
    version: (id) => tagOf(api.GET('/api/v1/roles/{id}', at(id))),
  },
  'identity.me': { find: async () => [], version: () => tagOf(api.GET('/api/v1/me')) },
  'identity.me.sessions': {
    find: async (words, signal) => {
      const { items } = await answer(api.GET('/api/v1/me/sessions', { params: { query: { limit: 100 } }, signal }));
      return fitting(items.map(sessionFound), words);
    },
  },
  'identity.me.tokens': {
    find: async (words, signal) => {
      const { items } = await answer(api.GET('/api/v1/me/tokens', { params: { query: { limit: 100 } }, signal }));
      return fitting(items, words);
    },
  },
  'notifications.webhooks': {
    find: async (words, signal) => {
      const { items } = await answer(api.GET('/api/v1/webhooks', { params: { query: { limit: 100 } }, signal }));
      return fitting(items, words);
    },
    version: (id) => tagOf(api.GET('/api/v1/webhooks/{id}', at(id))),
  },
  'assistant.providers': {
    find: async (words, signal) => {
      const { items } = await answer(
        api.GET('/api/v1/assistant/providers', { params: { query: { limit: 100 } }, signal }),
      );
      return fitting(items, words);
    },
    version: (id) => tagOf(api.GET('/api/v1/assistant/providers/{id}', at(id))),
  },
};

function sessionFound({ id, client, address }: Schema<'MySession'>): Found {
  return { id, name: client ?? id, ...(address ? { detail: address } : {}) };
}

/** Of `identity.users.lock` that of `identity.users`, for the argument that says which one. */
export function finderFor(operation: string, argument: string): Finder | undefined {
  if (argument === 'userId') return people;
  return argument === 'id' || argument === 'ifMatch'
    ? finders[operation.slice(0, operation.lastIndexOf('.'))]
    : undefined;
}
