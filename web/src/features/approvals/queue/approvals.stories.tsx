import type { Meta, StoryObj } from '@storybook/react-vite';
import { denied, forever, unavailable } from '@/testing/answers';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { ApprovalDetails } from './approval-panel';
import ApprovalsPage from './approvals-page';
import { approval, approvalAt, approvals, detailOf, listOf, toolAt, toolList, waiting } from './situations';
import { ToolDetails } from './tool-panel';
import ToolsPage from './tools-page';

const meta: Meta = { title: 'Approvals', parameters: { session: { permissions: everyPermission } } };
export default meta;

const list = '*/api/v1/approvals';
const one = '*/api/v1/approvals/:id';

export const List: StoryObj = { render: () => <ApprovalsPage />, parameters: { api: [listOf(approvals)] } };
export const ListLoading: StoryObj = { ...List, parameters: { api: [http.untyped.get(list, forever)] } };
export const ListEmpty: StoryObj = { ...List, parameters: { api: [listOf([])] } };
export const ListFailed: StoryObj = { ...List, parameters: { api: [http.untyped.get(list, unavailable)] } };

export const Waiting: StoryObj = {
  render: () => <ApprovalDetails id={waiting.id} />,
  parameters: { api: [approvalAt(detailOf(waiting))] },
};
export const WaitingForAnother: StoryObj = {
  ...Waiting,
  parameters: { api: [approvalAt(detailOf({ ...waiting, needsSecondPerson: true }, { mayDecide: false }))] },
};
export const Done: StoryObj = {
  ...Waiting,
  parameters: {
    api: [approvalAt(detailOf(approval(2), { result: { status: 200, code: null, content: { status: 'active' } } }))],
  },
};
export const Failed: StoryObj = {
  ...Waiting,
  parameters: {
    api: [
      approvalAt(detailOf(approval(3), { result: { status: 403, code: 'identity.rights_exceeded', content: null } })),
    ],
  },
};
export const Rejected: StoryObj = {
  ...Waiting,
  parameters: { api: [approvalAt(detailOf(approval(4), { reason: 'The wrong person' }))] },
};
export const Missing: StoryObj = {
  ...Waiting,
  parameters: { api: [http.untyped.get(one, () => problem(404, 'approvals.not_found'))] },
};

export const Tools: StoryObj = { render: () => <ToolsPage />, parameters: { api: [toolList] } };
export const ToolsLoading: StoryObj = {
  ...Tools,
  parameters: { api: [http.untyped.get('*/api/v1/assistant/tools', forever)] },
};
export const ToolsRefused: StoryObj = {
  ...Tools,
  parameters: { api: [http.untyped.get('*/api/v1/assistant/tools', denied)] },
};
export const Tool: StoryObj = {
  render: () => <ToolDetails name="identity_users_lock" />,
  parameters: { api: [toolList, toolAt] },
};
