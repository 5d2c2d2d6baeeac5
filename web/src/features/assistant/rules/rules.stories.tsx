import type { Meta, StoryObj } from '@storybook/react-vite';
import { denied, forever, unavailable } from '@/testing/answers';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { BudgetDetails } from './budget-panel';
import BudgetsPage from './budgets-page';
import { InstructionDetails } from './instruction-panel';
import InstructionsPage from './instructions-page';
import PersonBudgetPanel from './person-budget-panel';
import { budgetAt, budgetsOf, forAll, instructionAt, instructionsOf, ofGrace, told } from './situations';

const meta: Meta = { title: 'Assistant/Rules', parameters: { session: { permissions: everyPermission } } };
export default meta;

const budgets = '*/api/v1/assistant/budgets';
const instructions = '*/api/v1/assistant/instructions';

export const Budgets: StoryObj = {
  render: () => <BudgetsPage />,
  parameters: { api: [budgetsOf([forAll, ofGrace])] },
};
export const BudgetsLoading: StoryObj = { ...Budgets, parameters: { api: [http.untyped.get(budgets, forever)] } };
export const BudgetsFailed: StoryObj = { ...Budgets, parameters: { api: [http.untyped.get(budgets, unavailable)] } };
export const BudgetsRefused: StoryObj = { ...Budgets, parameters: { api: [http.untyped.get(budgets, denied)] } };

export const OfEveryone: StoryObj = {
  render: () => <BudgetDetails subject={forAll.subject} />,
  parameters: { api: [budgetAt(forAll), budgetsOf([forAll])] },
};
export const OfAPerson: StoryObj = {
  render: () => <BudgetDetails subject={ofGrace.subject} />,
  parameters: { api: [budgetAt(ofGrace), budgetsOf([ofGrace])] },
};
export const OfNobodyKnown: StoryObj = {
  ...OfEveryone,
  parameters: {
    api: [budgetsOf([]), http.untyped.get(`${budgets}/:subject`, () => problem(422, 'approvals.unknown_role'))],
  },
};

export const FindNobody: StoryObj = {
  render: () => <PersonBudgetPanel />,
  parameters: {
    api: [http.get('/api/v1/users', ({ response }) => response(200).json({ items: [], next: null, total: null }))],
  },
};

export const Instructions: StoryObj = {
  render: () => <InstructionsPage />,
  parameters: { api: [instructionsOf([told])] },
};
export const InstructionsLoading: StoryObj = {
  ...Instructions,
  parameters: { api: [http.untyped.get(instructions, forever)] },
};
export const InstructionsFailed: StoryObj = {
  ...Instructions,
  parameters: { api: [http.untyped.get(instructions, unavailable)] },
};
export const InstructionsRefused: StoryObj = {
  ...Instructions,
  parameters: { api: [http.untyped.get(instructions, denied)] },
};
export const ForMembers: StoryObj = {
  render: () => <InstructionDetails role={told.role} />,
  parameters: { api: [instructionAt(told)] },
};
