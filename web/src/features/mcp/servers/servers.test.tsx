import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { http, problem } from '@/testing/api';
import { renderAt } from '@/testing/render-at';
import { server, serverAt, serversOf, tool, toolsOf } from './situations';

const permissions = ['mcp.servers.manage'];

describe('MCP servers', () => {
  it('registers one, with its secret, and says which field the server refuses', async () => {
    const asked: unknown[] = [];
    const { user } = await renderAt('/admin/servers', {
      permissions,
      handlers: [
        serversOf([]),
        serverAt(server()),
        toolsOf([]),
        http.post('/api/v1/assistant/servers', async ({ request, response }) => {
          asked.push(await request.json());
          if (asked.length === 1) {
            const errors = { '/url': [{ code: 'mcp.server_url_refused', message: '' }] };
            return response.untyped(problem(422, 'request.validation_failed', { errors }));
          }
          return response(201).json(server());
        }),
      ],
    });
    await user.click((await screen.findAllByRole('button', { name: 'Register server' }))[0] ?? document.body);
    const dialog = await screen.findByRole('dialog', { name: 'Register server' });
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Weather');
    await user.type(within(dialog).getByRole('textbox', { name: 'Prefix' }), 'weather');
    await user.type(within(dialog).getByRole('textbox', { name: 'Address' }), 'http://localhost/');
    await user.type(within(dialog).getByRole('textbox', { name: /^Secret/ }), 'Bearer abc');
    await user.click(within(dialog).getByRole('button', { name: 'Register server' }));
    expect(await within(dialog).findByText(/Enter an https address/)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Register server' }));
    expect(await screen.findByText('None are known. Read the tools to see what the server offers.')).toBeVisible();
    expect(asked.at(-1)).toEqual({
      name: 'Weather',
      prefix: 'weather',
      url: 'http://localhost/',
      header: 'Authorization',
      secret: 'Bearer abc',
    });
  });

  it('allows a tool as it is on the screen, and says when it has changed meanwhile', async () => {
    const hashes: string[] = [];
    const { user } = await renderAt(`/admin/servers/${server().id}`, {
      permissions,
      handlers: [
        serversOf([server()]),
        serverAt(server()),
        toolsOf([tool(), tool({ name: 'alerts', state: 'changed', description: 'Other words.' })]),
        http.post('/api/v1/assistant/servers/{id}/tools/{name}/allow', async ({ request, response }) => {
          hashes.push((await request.json()).hash);
          return hashes.length === 1
            ? response.untyped(problem(409, 'mcp.tool_changed'))
            : response(200).json(tool({ state: 'allowed' }));
        }),
      ],
    });
    expect(await screen.findByText('Changed since it was allowed')).toBeVisible();
    const allow = screen.getByRole('button', { name: 'Allow weather.forecast' });
    await user.click(allow);
    expect(await screen.findByText(/not what was allowed any more/)).toBeVisible();
    await user.click(allow);
    expect(await screen.findByText('weather.forecast is allowed as it describes itself now')).toBeVisible();
    expect(hashes).toEqual([tool().hash, tool().hash]);
  });

  it('is not there for whoever may not manage servers', async () => {
    await renderAt('/admin/servers', { permissions: [], handlers: [serversOf([server()])] });
    expect(screen.queryByText('Weather')).toBeNull();
  });
});
