import { http } from '@/testing/api';
import type { UsageByDay, UsageLine } from './usage.queries';

const line = (index: number, more: Partial<UsageLine> = {}): UsageLine => ({
  id: `0199a1b0-0000-7000-8000-0000000007${String(index).padStart(2, '0')}`,
  day: '2026-03-02T00:00:00Z',
  personId: '0199a1b0-0000-7000-8000-000000000001',
  personName: 'Ada Byron',
  providerId: '0199a1b0-0000-7000-8000-000000000901',
  providerName: 'Our vLLM',
  model: 'llama-4-70b',
  questions: 12,
  inputTokens: 48_200,
  outputTokens: 9100,
  costMicros: 12_690,
  ...more,
});

export const lines = [
  line(1),
  line(2, { personName: 'Grace Hopper', day: '2026-03-01T00:00:00Z', costMicros: 1_250_000 }),
];

export const listOf = (items: UsageLine[]) =>
  http.get('/api/v1/assistant/usage', ({ response }) => response(200).json({ items, next: null, total: null }));

export const daysOf = (days: UsageByDay['days']) =>
  http.get('/api/v1/assistant/usage/days', ({ response }) => response(200).json({ currency: 'EUR', days }));

export const days: UsageByDay['days'] = ['2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z'].map((day, index) => ({
  day,
  people: 1,
  questions: 12,
  inputTokens: 48_200 + index,
  outputTokens: 9100,
  costMicros: 1_250_000,
}));
