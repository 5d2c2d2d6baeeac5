import Box from '@mui/material/Box';
import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { approvalAt, detailOf as approvalOf, waiting } from '@/features/approvals/queue/situations';
import { denied, forever, unavailable } from '@/testing/answers';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import AssistantPage from './assistant-page';
import { ConversationPane } from './conversation-pane';
import { ConversationList } from './conversation-list';
import HelpPage from './help-page';
import { PassageDialog } from './passage-dialog';
import {
  conversationAt,
  conversations,
  detailOf,
  help,
  listOf,
  lock,
  lockSchema,
  lostPhone,
  message,
  offerOf,
  offers,
  part,
  passage,
  people,
  step,
  talk,
  tool,
  withoutModel,
  words,
} from './situations';
import { ToolDialog } from './tool-dialog';
import { ToolMenu } from './tool-menu';

const meta: Meta = { title: 'Assistant/Chat', parameters: { session: { permissions: everyPermission } } };
export default meta;

const list = '*/api/v1/assistant/conversations';
const nothing = () => undefined;
const Frame = ({ children }: { children: ReactNode }) => <Box sx={{ height: 640 }}>{children}</Box>;
const Pane = ({ id }: { id?: string }) => (
  <Frame>
    <ConversationPane id={id} onCreated={nothing} />
  </Frame>
);

export const Page: StoryObj = {
  render: () => <AssistantPage />,
  parameters: { api: [listOf(conversations), offers(true)] },
};
export const WelcomeWithoutModel: StoryObj = { render: () => <Pane />, parameters: { api: [offers(false)] } };
export const WelcomeWithModel: StoryObj = { ...WelcomeWithoutModel, parameters: { api: [offers(true)] } };
export const WelcomeWithoutTools: StoryObj = {
  ...WelcomeWithoutModel,
  parameters: { api: [offers(false, [])], session: { permissions: [] } },
};

const besidePage = (isTold: boolean) => ({ title: 'People › Sam Rivera', isTold, tell: nothing, page: {} });
export const BesidePage: StoryObj = {
  render: () => (
    <Frame>
      <ConversationPane id={undefined} onCreated={nothing} beside={besidePage(true)} />
    </Frame>
  ),
  parameters: { api: [offers(true)] },
};
export const BesideUntoldPage: StoryObj = {
  ...BesidePage,
  render: () => (
    <Frame>
      <ConversationPane id={undefined} onCreated={nothing} beside={besidePage(false)} />
    </Frame>
  ),
};

const shown = (messages: typeof talk, ...more: readonly unknown[]) => ({
  api: [conversationAt(() => detailOf(messages)), offers(true), ...more],
});
export const Talk: StoryObj = { render: () => <Pane id={lostPhone.id} />, parameters: shown(talk) };
export const WithoutModel: StoryObj = { ...Talk, parameters: shown(withoutModel) };
export const WaitsForYes: StoryObj = {
  ...Talk,
  parameters: shown(
    [
      message(0, { parts: [part({ kind: 'choice', tool: step() })] }),
      message(1, {
        state: 'waiting',
        parts: [tool({ state: 'waiting', approvalId: waiting.id, mayAllowAlways: true })],
      }),
    ],
    approvalAt(approvalOf(waiting)),
  ),
};
export const WrongArguments: StoryObj = {
  ...Talk,
  parameters: shown([
    message(0, { parts: [words('lock him')] }),
    message(1, {
      parts: [
        tool({
          state: 'failed',
          code: 'request.validation_failed',
          result: { code: 'request.validation_failed', errors: { '/id': [{ code: 'validation.pattern' }] } },
        }),
      ],
    }),
  ]),
};
export const Interrupted: StoryObj = {
  ...Talk,
  parameters: shown([
    message(0, { parts: [words('Tell me everything')] }),
    message(1, {
      state: 'interrupted',
      parts: [words('First of all'), part({ kind: 'notice', code: 'assistant.fault_cut' })],
    }),
  ]),
};
export const Loading: StoryObj = {
  ...Talk,
  parameters: { api: [offers(true), http.untyped.get(`${list}/:id`, forever)] },
};
export const Missing: StoryObj = {
  ...Talk,
  parameters: {
    api: [offers(true), http.untyped.get(`${list}/:id`, () => problem(404, 'assistant.conversation_not_found'))],
  },
};
export const Failed: StoryObj = {
  ...Talk,
  parameters: { api: [offers(true), http.untyped.get(`${list}/:id`, unavailable)] },
};

const Conversations = () => (
  <Frame>
    <ConversationList shown={lostPhone.id} />
  </Frame>
);
export const List: StoryObj = { render: () => <Conversations />, parameters: { api: [listOf(conversations)] } };
export const ListEmpty: StoryObj = { ...List, parameters: { api: [listOf([])] } };
export const ListLoading: StoryObj = { ...List, parameters: { api: [http.untyped.get(list, forever)] } };
export const ListFailed: StoryObj = { ...List, parameters: { api: [http.untyped.get(list, unavailable)] } };

export const Tools: StoryObj = {
  render: () => <ToolMenu onChoose={nothing} onClose={nothing} />,
  parameters: { api: [offers(true)] },
};
export const ToolsRefused: StoryObj = {
  ...Tools,
  parameters: { api: [http.untyped.get('*/api/v1/assistant/offers', denied)] },
};

const schema = {
  ...lockSchema,
  properties: {
    ...lockSchema.properties,
    theme: { enum: ['light', 'dark'], type: 'string' },
    states: { type: 'array', items: { type: 'string', enum: ['active', 'locked'] } },
    roles: { type: 'array', items: { type: 'string' } },
    count: { type: 'integer' },
    isEnabled: { type: 'boolean' },
    on: { type: 'string', format: 'date' },
    from: { type: 'string', format: 'date-time' },
    choices: { type: 'array', items: { type: 'object' } },
  },
};
const found = http.get('/api/v1/users', ({ response }) =>
  response(200).json({
    items: [
      {
        id: '0199a1b0-0000-7000-8000-0000000a0900',
        displayName: 'Sam Rivera',
        email: 'sam@example.org',
        status: 'active',
        roles: ['member'],
        createdAt: '2026-03-02T09:30:00Z',
        lastSeenAt: null,
      },
    ],
    next: null,
    total: null,
  }),
);
export const Form: StoryObj = {
  render: () => (
    <ToolDialog
      chosen={{ name: lock.name, words: 'sam@example.org', wrong: { reason: 'validation.too_long' } }}
      onSay={nothing}
      onClose={nothing}
    />
  ),
  parameters: { api: [offerOf(lock, schema), found] },
};
export const FormWithoutFields: StoryObj = {
  render: () => <ToolDialog chosen={{ name: people.name }} onSay={nothing} onClose={nothing} />,
  parameters: { api: [offerOf(people, { type: 'object', properties: {} })] },
};
export const FormMissing: StoryObj = {
  ...FormWithoutFields,
  parameters: { api: [http.untyped.get('*/api/v1/assistant/offers/:name', () => problem(404, 'tools.unknown'))] },
};
export const HelpShown: StoryObj = { render: () => <HelpPage />, parameters: { api: [help] } };
export const HelpLoading: StoryObj = {
  ...HelpShown,
  parameters: { api: [http.get('/api/v1/assistant/knowledge/page', forever)] },
};
export const HelpMissing: StoryObj = {
  ...HelpShown,
  parameters: {
    api: [http.untyped.get('*/api/v1/assistant/knowledge/page', () => problem(404, 'assistant.page_not_found'))],
  },
};
export const Place: StoryObj = { render: () => <PassageDialog passage={passage} onClose={nothing} /> };
