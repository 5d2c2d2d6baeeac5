import { http } from '@/testing/api';
import type { Provider, Trial } from './providers.queries';

export const provider = (index: number, more: Partial<Provider> = {}): Provider => ({
  id: `0199a1b0-0000-7000-8000-0000000009${String(index).padStart(2, '0')}`,
  name: 'Our vLLM',
  kind: 'openAi',
  url: 'https://llm.example.org/v1',
  hasKey: true,
  model: 'llama-4-70b',
  position: index,
  isEnabled: true,
  firstTokenSeconds: 30,
  wholeSeconds: 300,
  inputPriceMicros: 150_000,
  outputPriceMicros: 600_000,
  roles: [],
  createdAt: '2026-03-02T09:30:00Z',
  ...more,
});

export const vllm = provider(1);
export const providers = [
  vllm,
  provider(2, { name: 'Claude', kind: 'anthropic', url: 'https://api.anthropic.com', model: 'claude-sonnet-4-5' }),
  provider(3, {
    name: 'Under my desk',
    kind: 'ollama',
    url: 'http://localhost:11434',
    hasKey: false,
    isEnabled: false,
  }),
];

export const listOf = (items: Provider[]) =>
  http.get('/api/v1/assistant/providers', ({ response }) => response(200).json({ items, next: null, total: null }));
export const providerAt = (shown: Provider) =>
  http.get('/api/v1/assistant/providers/{id}', ({ response }) =>
    response(200).json(shown, { headers: { ETag: '"7"' } }),
  );
const role = (name: string) => ({
  id: `0199a1b0-0000-7000-8000-0000000008${name.length}`,
  name,
  description: `What a ${name} may do`,
  isBuiltIn: true,
  memberCount: 3,
  permissions: [],
  createdAt: '2026-03-02T09:30:00Z',
});
export const roleList = http.get('/api/v1/roles', ({ response }) =>
  response(200).json({ items: [role('administrator'), role('member')], next: null, total: null }),
);

export const trialOf = (trial: Partial<Trial>) =>
  http.post('/api/v1/assistant/providers/{id}/test', ({ response }) =>
    response(200).json({
      succeeded: true,
      answer: 'ready',
      firstTokenMilliseconds: 180,
      milliseconds: 240,
      inputTokens: 14,
      outputTokens: 1,
      fault: null,
      reason: null,
      ...trial,
    }),
  );
