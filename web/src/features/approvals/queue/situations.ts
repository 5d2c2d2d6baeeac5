import { http } from '@/testing/api';
import { type Approval, type ApprovalDetail, states } from './approvals.queries';
import type { ToolPolicy } from './tools.queries';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const ada = { id: '0199a1b0-0000-7000-8000-000000000001', name: 'Ada Byron' };
const grace = { id: '0199a1b0-0000-7000-8000-000000000002', name: 'Grace Murray' };

export function approval(index: number, more: Partial<Approval> = {}): Approval {
  const state = states[index % states.length] ?? 'waiting';
  const decided = !['waiting', 'expired'].includes(state);
  return {
    id: `0199a1b0-0000-7000-8000-0000000007${String(index).padStart(2, '0')}`,
    state,
    operation: 'identity.users.update',
    title: 'Change a person’s name and roles',
    target: { type: 'identity.user', id: grace.id, name: grace.name },
    onBehalfOf: ada,
    requestedBy: index % 2 ? 'assistant' : 'mcp',
    client: index % 2 ? null : 'inspector/1.0',
    needsSecondPerson: false,
    createdAt: hoursAgo(index * 5),
    expiresAt: hoursAgo(index * 5 - 168),
    decidedBy: decided ? ada : null,
    decidedAt: decided ? hoursAgo(index * 5 - 1) : null,
    finishedAt: decided ? hoursAgo(index * 5 - 1) : null,
    code: state === 'failed' ? 'identity.rights_exceeded' : null,
    ...more,
  };
}

export const approvals = Array.from({ length: 12 }, (_, index) => approval(index));
export const waiting = approval(0);

export const detailOf = (shown: Approval, more: Partial<ApprovalDetail> = {}): ApprovalDetail => ({
  approval: shown,
  arguments: { id: grace.id, ifMatch: '"7"', displayName: 'Grace Hopper', roles: ['member', 'auditor'] },
  changes: [
    { field: 'displayName', before: 'Grace Murray', after: 'Grace Hopper', isKnown: true },
    { field: 'roles', before: ['member'], after: ['member', 'auditor'], isKnown: true },
  ],
  reason: null,
  result: null,
  mayDecide: shown.state === 'waiting',
  mayEdit: shown.state === 'waiting',
  ...more,
});

export const listOf = (items: Approval[]) =>
  http.get('/api/v1/approvals', ({ response }) => response(200).json({ items, next: null, total: null }));
export const approvalAt = (detail: ApprovalDetail) =>
  http.get('/api/v1/approvals/{id}', ({ response }) => response(200).json(detail, { headers: { ETag: '"41"' } }));

export const lockTool: ToolPolicy = {
  name: 'identity_users_lock',
  operation: 'identity.users.lock',
  title: 'Lock an account',
  permission: 'identity.users.lock',
  readsOnly: false,
  default: 'ask',
  everyone: null,
  roles: [{ role: 'auditor', rule: 'forbid' }],
  secondPerson: false,
  allowInConversation: false,
};
export const tools: ToolPolicy[] = [
  {
    ...lockTool,
    name: 'audit_list',
    operation: 'audit.list',
    title: 'List entries',
    readsOnly: true,
    default: 'allow',
    roles: [],
  },
  lockTool,
  {
    ...lockTool,
    name: 'identity_users_unlock',
    operation: 'identity.users.unlock',
    title: 'Unlock an account',
    everyone: 'allow',
  },
];
export const toolList = http.get('/api/v1/assistant/tools', ({ response }) =>
  response(200).json({ items: tools, knownRoles: ['administrator', 'auditor', 'member'] }),
);
export const toolAt = http.get('/api/v1/assistant/tools/{name}', ({ response }) =>
  response(200).json(lockTool, { headers: { ETag: '"3"' } }),
);
