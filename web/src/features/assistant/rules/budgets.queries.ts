import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schema } from '@/api/types';
import { answer, answerWithTag, api } from '@/platform/api/client';
import type { ListSource } from '@/ui/list';

export type Budget = Schema<'ManageBudgetsBudgetView'>;
export type Limits = Schema<'ManageBudgetsBudgetRequest'>;

export const everyone = 'everyone';

const all = ['assistant.rules', 'budgets'] as const;

export const budgetsQuery = queryOptions({
  queryKey: [...all, 'all'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/assistant/budgets', { signal })),
});

export const isPerson = (subject: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(subject);

/** Whoever has no budget has everyone's, not none. */
export const isSet = (budget: Budget) =>
  [budget.dayTokens, budget.monthTokens, budget.dayCostMicros, budget.monthCostMicros].some((limit) => limit !== null);

const none = {
  personName: null,
  dayTokens: null,
  monthTokens: null,
  dayCostMicros: null,
  monthCostMicros: null,
  atLimit: 'withoutModel',
} as const;

/** Everybody's first, then each role's whether it has one or not, then the people who have one of their own. */
export const budgetsSource: ListSource<Budget> = {
  key: [...all, 'rows'],
  load: async (_, signal) => {
    const { items, knownRoles } = await answer(api.GET('/api/v1/assistant/budgets', { signal }));
    const set = new Map(items.map((budget) => [budget.subject, budget]));
    const roles = new Set([everyone, ...knownRoles, ...items.map(({ subject }) => subject)]);
    const rows = [...roles].map((subject) => set.get(subject) ?? { subject, ...none });
    return { items: rows.toSorted((a, b) => Number(isPerson(a.subject)) - Number(isPerson(b.subject))), next: null };
  },
};

export const budgetQuery = (subject: string) =>
  queryOptions({
    queryKey: [...all, 'budget', subject],
    queryFn: ({ signal }) =>
      answerWithTag(api.GET('/api/v1/assistant/budgets/{subject}', { params: { path: { subject } }, signal })),
  });

export function useSaveBudget() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ subject, etag, limits }: { subject: string; etag: string; limits: Limits }) =>
      answer(
        api.PUT('/api/v1/assistant/budgets/{subject}', {
          params: { path: { subject }, header: { 'If-Match': etag } },
          body: limits,
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: all }),
  });
}

/** By name or address, to choose whose budget it is. */
export const peopleQuery = (words: string) =>
  queryOptions({
    queryKey: [...all, 'people', words],
    queryFn: async ({ signal }) => {
      const query = { limit: 8, q: words || undefined };
      return (await answer(api.GET('/api/v1/users', { params: { query }, signal }))).items;
    },
  });
