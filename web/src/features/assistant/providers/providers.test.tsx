import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '@/testing/a11y';
import { http, problem } from '@/testing/api';
import { everyPermission } from '@/testing/people';
import { renderAt } from '@/testing/render-at';
import { listOf, providerAt, providers, roleList, trialOf, vllm } from './situations';

const permissions = everyPermission;
const address = `/admin/providers/${vllm.id}`;
const one = [listOf(providers), providerAt(vllm)];

describe('providers', () => {
  it('are refused to whoever may not manage them', async () => {
    await renderAt('/admin/providers');
    await screen.findByRole('heading', { name: 'You may not see this' });
    expect(screen.queryByRole('link', { name: 'AI providers' })).toBeNull();
  });

  it('are added with their key, which is shown nowhere afterwards', async () => {
    const sent: unknown[] = [];
    const create = http.post('/api/v1/assistant/providers', async ({ request, response }) => {
      sent.push(await request.json());
      return response(201).json(vllm);
    });
    const { user, container, router } = await renderAt('/admin/providers/new', {
      permissions,
      handlers: [...one, roleList, create],
    });
    await user.type(await screen.findByLabelText('Name'), 'Our vLLM');
    await user.type(screen.getByLabelText('Address'), 'https://llm.example.org/v1');
    await user.type(screen.getByLabelText('Key (optional)'), 'sk-very-secret');
    await user.type(screen.getByLabelText('Model'), 'llama-4-70b');
    await user.type(screen.getByLabelText(/^Price of a million tokens in/), '0.25');
    await user.click(await screen.findByRole('checkbox', { name: /^member/ }));
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: 'Add provider' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(address));
    expect(sent).toEqual([
      {
        name: 'Our vLLM',
        kind: 'openAi',
        url: 'https://llm.example.org/v1',
        key: 'sk-very-secret',
        model: 'llama-4-70b',
        roles: ['member'],
        isEnabled: true,
        inputPriceMicros: 250_000,
        outputPriceMicros: 0,
        firstTokenSeconds: 30,
        wholeSeconds: 300,
      },
    ]);
    await screen.findByText('Kept encrypted');
    expect(document.body.innerHTML).not.toContain('sk-very-secret');
  });

  it('says what the server has against an address on its field', async () => {
    const refuse = http.post('/api/v1/assistant/providers', ({ response }) =>
      response.untyped(
        problem(422, 'assistant.provider_url_refused', {
          errors: { '/url': [{ code: 'assistant.provider_url_refused', message: 'No.' }] },
        }),
      ),
    );
    const { user } = await renderAt('/admin/providers/new', { permissions, handlers: [listOf([]), roleList, refuse] });
    await user.type(await screen.findByLabelText('Name'), 'Inside');
    await user.type(screen.getByLabelText('Address'), 'http://10.0.0.7');
    await user.type(screen.getByLabelText('Model'), 'x');
    await user.click(screen.getByRole('button', { name: 'Add provider' }));
    await waitFor(() => expect(screen.getByLabelText('Address')).toBeInvalid());
  });

  it('keep their key and their place where none is typed, and are changed on the version that was read', async () => {
    const sent: unknown[] = [];
    const change = http.patch('/api/v1/assistant/providers/{id}', async ({ request, response }) => {
      sent.push(request.headers.get('If-Match'), await request.json());
      return response(200).json({ ...vllm, model: 'llama-5' });
    });
    const models = http.get('/api/v1/assistant/providers/{id}/models', ({ response }) =>
      response(200).json({ models: ['llama-4-70b', 'llama-5'] }),
    );
    const { user } = await renderAt(address, { permissions, handlers: [...one, roleList, change, models] });
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    await user.click(await screen.findByRole('button', { name: 'Ask which models it has' }));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Model' }), 'llama-5');
    await user.clear(screen.getByLabelText('Order (optional)'));
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]).toBe('"7"');
    expect(sent[1]).toMatchObject({ model: 'llama-5' });
    expect(sent[1]).not.toHaveProperty('key');
    expect(sent[1]).not.toHaveProperty('position');
  });

  it('tells what is wrong when a test fails', async () => {
    const failing = trialOf({
      succeeded: false,
      answer: null,
      fault: 'keyRefused',
      reason: 'The provider answered 401',
    });
    const { user } = await renderAt(address, { permissions, handlers: [...one, failing] });
    await user.click(await screen.findByRole('button', { name: 'Test' }));
    const told = await screen.findByRole('alert');
    within(told).getByText('It does not accept the key.');
    within(told).getByText('The provider answered 401');
  });
});
