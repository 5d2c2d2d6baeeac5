import { http } from '@/testing/api';
import type { Budget } from './budgets.queries';

export const grace = '0199a1b0-0000-7000-8000-000000000002';

const none = {
  personName: null,
  dayTokens: null,
  monthTokens: null,
  dayCostMicros: null,
  monthCostMicros: null,
  atLimit: 'withoutModel',
} as const;
export const forAll: Budget = { subject: 'everyone', ...none, dayTokens: 200_000, monthCostMicros: 12_500_000 };
export const ofGrace: Budget = { subject: grace, ...none, personName: 'Grace Murray', dayTokens: 0 };
export const knownRoles = ['administrator', 'member'];

export const budgetsOf = (items: Budget[], roles: string[] = knownRoles) =>
  http.get('/api/v1/assistant/budgets', ({ response }) =>
    response(200).json({ currency: 'EUR', items, knownRoles: roles }),
  );
export const budgetAt = (shown: Partial<Budget> & { subject: string }) =>
  http.get('/api/v1/assistant/budgets/{subject}', ({ response }) =>
    response(200).json({ ...none, ...shown }, { headers: { ETag: '"3"' } }),
  );

export const told = { role: 'member', text: 'Answer in at most three sentences.' };
export const instructionsOf = (items: (typeof told)[]) =>
  http.get('/api/v1/assistant/instructions', ({ response }) => response(200).json({ items, knownRoles }));
export const instructionAt = (shown: typeof told) =>
  http.get('/api/v1/assistant/instructions/{role}', ({ response }) =>
    response(200).json(shown, { headers: { ETag: '"3"' } }),
  );
