import { http, problem } from '@/testing/api';
import type { Conversation, ConversationDetail, Message, Offer, Part, Passage, ToolStep } from './chat.queries';

const id = (index: number) => `0199a1b0-0000-7000-8000-0000000a${String(index).padStart(4, '0')}`;

export const conversation = (index: number, more: Partial<Conversation> = {}): Conversation => ({
  id: id(index),
  title: 'Sessions on a lost phone',
  isTemporary: false,
  createdAt: '2026-03-02T09:30:00Z',
  updatedAt: new Date(Date.now() - index * 3_600_000).toISOString(),
  ...more,
});

export const lostPhone = conversation(1);
export const conversations = [
  lostPhone,
  conversation(2, { title: 'lock the account of sam@example.org' }),
  conversation(3, { title: '' }),
];

export const part = (more: Partial<Part> & Pick<Part, 'kind'>): Part => ({
  text: null,
  tool: null,
  suggestions: null,
  passages: null,
  code: null,
  page: null,
  ...more,
});
export const words = (text: string) => part({ kind: 'text', text });

export const message = (index: number, more: Partial<Message> = {}): Message => ({
  id: id(100 + index),
  parentId: index === 0 ? null : id(99 + index),
  role: index % 2 ? 'assistant' : 'person',
  state: 'done',
  parts: [],
  createdAt: '2026-03-02T09:30:00Z',
  model: null,
  inputTokens: null,
  outputTokens: null,
  branches: [id(100 + index)],
  ...more,
});

export const passage: Passage = {
  source: 'docs',
  path: 'members/account.md',
  anchor: 'sessions',
  title: 'Sessions',
  trail: 'Your account > Security',
  text: 'Every browser you are signed in with is a **session**. End one under *Password and sessions*.\n\n| What | Where |\n| --- | --- |\n| One session | its row |',
};

export const help = http.get('/api/v1/assistant/knowledge/page', ({ request, response }) => {
  const path = new URL(request.url).searchParams.get('path') ?? '';
  return path === 'members/nothing.md'
    ? response.untyped(problem(404, 'assistant.page_not_found'))
    : response(200).json({
        path,
        title: 'Your account',
        text: '# Your account\n\n## Sign in\n\nSee [tokens](tokens.md#make-one), [elsewhere](../../deploy/x.md), [sessions](#sessions).\n\n## Sessions\n\n| What | Where |\n| --- | --- |\n| One session | its row |\n\n```sh\nmake up\n```\n',
        pages: [
          { path: 'members/account.md', title: 'Your account' },
          { path: 'members/tokens.md', title: 'Access tokens' },
        ],
      });
});

export const step = (more: Partial<ToolStep> = {}): ToolStep => ({
  id: 'call_1',
  name: 'identity_users_lock',
  title: 'Lock an account',
  readsOnly: false,
  arguments: { id: id(900), reason: 'Lost phone' },
  state: 'done',
  code: null,
  result: { displayName: 'Sam Rivera', status: 'locked', roles: ['member'], lockedAt: '2026-03-02T09:30:00Z' },
  isCut: false,
  approvalId: null,
  mayAllowAlways: false,
  ...more,
});
export const tool = (more: Partial<ToolStep> = {}) => part({ kind: 'tool', tool: step(more) });

export const lock: Offer = {
  name: 'identity_users_lock',
  operation: 'identity.users.lock',
  title: 'Lock an account',
  readsOnly: false,
};
export const people: Offer = {
  name: 'identity_users_list',
  operation: 'identity.users.list',
  title: 'List people',
  readsOnly: true,
};
export const lockSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    ifMatch: { type: 'string', description: 'The ETag of what is changed, as it was read.' },
    reason: { type: ['null', 'string'], maxLength: 500 },
  },
};

export const suggested = part({
  kind: 'suggestions',
  suggestions: [
    {
      name: lock.name,
      title: lock.title,
      readsOnly: false,
      arguments: { id: id(900) },
      labels: { id: 'sam@example.org' },
    },
    { name: people.name, title: people.title, readsOnly: true, arguments: {}, labels: {} },
  ],
});
export const noModel = part({ kind: 'notice', code: 'assistant.no_model' });

const markdown = `Three ways, the **shortest** first:

1. Open [your sessions](/me/security) and end it.
2. Ask me.

| Way | Time |
| --- | --- |
| by hand | 10 s |

\`\`\`csharp
public static int Two() => 2; // two
\`\`\`

See [the page](https://example.org/sessions) and ![a plan](https://tracker.example.net/x.png?d=secret). <script>alert(1)</script> [members/account.md#sessions]`;

export const talk: Message[] = [
  message(0, { parts: [words('How do I end a session on a lost phone?')], branches: [id(100), id(199)] }),
  message(1, {
    model: 'llama-4-70b',
    parts: [
      tool({
        name: people.name,
        title: people.title,
        readsOnly: true,
        arguments: { q: 'sam' },
        result: { items: [{ id: id(900), displayName: 'Sam Rivera', email: 'sam@example.org', status: 'active' }] },
      }),
      words(markdown),
      part({ kind: 'citations', passages: [passage] }),
    ],
  }),
];
export const withoutModel: Message[] = [
  message(0, { parts: [words('lock the account of sam@example.org')] }),
  message(1, { parts: [noModel, suggested, part({ kind: 'passages', passages: [passage] })] }),
];

export const detailOf = (messages: Message[], more: Partial<ConversationDetail> = {}): ConversationDetail => ({
  conversation: lostPhone,
  messages,
  hasEarlier: false,
  allowedTools: [],
  ...more,
});

export const offers = (hasModel: boolean, tools: Offer[] = [lock, people]) =>
  http.get('/api/v1/assistant/offers', ({ response }) => response(200).json({ hasModel, tools }));
export const offerOf = (offer: Offer, input: unknown) =>
  http.get('/api/v1/assistant/offers/{name}', ({ response }) =>
    response(200).json({ offer, description: 'Ends the person’s sessions.\n\nNeeds a permission.', input }),
  );
export const listOf = (items: Conversation[]) =>
  http.get('/api/v1/assistant/conversations', ({ response }) => response(200).json({ items, next: null, total: null }));
export const conversationAt = (detail: () => ConversationDetail) =>
  http.get('/api/v1/assistant/conversations/{id}', ({ response }) =>
    response(200).json(detail(), { headers: { ETag: '"3"' } }),
  );

/** Server-sent events as the server writes them, one after the other or held until they are let go. */
export function eventsOf(run: string, ...events: readonly (readonly [kind: string, data: unknown])[]) {
  return events
    .map(([kind, data], index) => `event: ${kind}\nid: ${run}.${index + 1}\ndata: ${JSON.stringify(data)}\n\n`)
    .join('');
}
export const streamed = (text: string) =>
  new Response(text, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8' } });

/** A conversation on a server that keeps what is said and answers with these parts. */
export function server(...answered: Message['parts']) {
  let messages: Message[] = [];
  const sent: unknown[] = [];
  const answer = message(1, { parts: answered });
  const handlers = [
    listOf([]),
    offers(false),
    conversationAt(() => detailOf(messages)),
    http.post('/api/v1/assistant/conversations', ({ response }) => response(201).json(lostPhone)),
    http.untyped.post('*/api/v1/assistant/conversations/:id/messages', async ({ request }) => {
      const body = (await request.json()) as { text?: string };
      sent.push(body);
      messages = [message(0, { parts: [words(body.text ?? '')] }), answer];
      return streamed(
        eventsOf(answer.id, ['begin', { messageId: answer.id }], ...answered.map((each) => ['part', each] as const), [
          'end',
          { state: 'done' },
        ]),
      );
    }),
  ];
  return { handlers, sent };
}
