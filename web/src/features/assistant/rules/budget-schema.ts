import { z } from '@/ui/form/schema';
import type { Budget, Limits } from './budgets.queries';

/** Empty is no limit; 0 lets nobody ask. */
const count = z.string().check(z.refine((text: string) => /^\d{0,15}$/.test(text.trim()), 'validation.pattern'));
/** As money is written: 12.50. */
const money = z
  .string()
  .check(z.refine((text: string) => /^(\d{1,9}([.,]\d{0,6})?)?$/.test(text.trim()), 'validation.pattern'));

export const ends = ['withoutModel', 'refuse', 'warn'] as const;

export const budgetSchema = z.object({
  dayTokens: count,
  monthTokens: count,
  dayCost: money,
  monthCost: money,
  atLimit: z.enum(ends),
});
export type BudgetValues = z.infer<typeof budgetSchema>;

const micros = 1_000_000;
const countText = (limit: number | null) => (limit === null ? '' : String(limit));
const moneyText = (limit: number | null) => (limit === null ? '' : String(limit / micros));
const countOf = (text: string) => (text.trim() === '' ? null : Number(text));
const moneyOf = (text: string) =>
  text.trim() === '' ? null : Math.round(Number(text.trim().replace(',', '.')) * micros);

export const valuesOf = (budget: Budget): BudgetValues => ({
  dayTokens: countText(budget.dayTokens),
  monthTokens: countText(budget.monthTokens),
  dayCost: moneyText(budget.dayCostMicros),
  monthCost: moneyText(budget.monthCostMicros),
  atLimit: budget.atLimit,
});

export const limitsOf = (values: BudgetValues): Limits => ({
  dayTokens: countOf(values.dayTokens),
  monthTokens: countOf(values.monthTokens),
  dayCostMicros: moneyOf(values.dayCost),
  monthCostMicros: moneyOf(values.monthCost),
  atLimit: values.atLimit,
});
