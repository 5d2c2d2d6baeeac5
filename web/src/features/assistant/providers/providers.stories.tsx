import type { Meta, StoryObj } from '@storybook/react-vite';
import { denied, forever, unavailable } from '@/testing/answers';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import CreateProviderPanel from './create-provider-panel';
import { ProviderDetails } from './provider-panel';
import ProvidersPage from './providers-page';
import { listOf, providerAt, providers, roleList, vllm } from './situations';
import { TrialResult } from './trial-result';

const meta: Meta = { title: 'Assistant/Providers', parameters: { session: { permissions: everyPermission } } };
export default meta;

const list = '*/api/v1/assistant/providers';

export const List: StoryObj = { render: () => <ProvidersPage />, parameters: { api: [listOf(providers)] } };
export const ListLoading: StoryObj = { ...List, parameters: { api: [http.untyped.get(list, forever)] } };
export const ListEmpty: StoryObj = { ...List, parameters: { api: [listOf([])] } };
export const ListFailed: StoryObj = { ...List, parameters: { api: [http.untyped.get(list, unavailable)] } };
export const ListRefused: StoryObj = { ...List, parameters: { api: [http.untyped.get(list, denied)] } };

export const New: StoryObj = { render: () => <CreateProviderPanel />, parameters: { api: [roleList] } };
export const One: StoryObj = {
  render: () => <ProviderDetails id={vllm.id} />,
  parameters: { api: [providerAt(vllm)] },
};
export const Missing: StoryObj = {
  ...One,
  parameters: { api: [http.untyped.get(`${list}/:id`, () => problem(404, 'assistant.provider_not_found'))] },
};

const trial = {
  succeeded: true,
  answer: 'ready',
  firstTokenMilliseconds: 180,
  milliseconds: 240,
  inputTokens: 14,
  outputTokens: 1,
  fault: null,
  reason: null,
};
export const Answered: StoryObj = { render: () => <TrialResult trial={trial} /> };
export const KeyRefused: StoryObj = {
  render: () => (
    <TrialResult
      trial={{ ...trial, succeeded: false, fault: 'keyRefused', reason: 'The provider answered 401: invalid key' }}
    />
  ),
};
