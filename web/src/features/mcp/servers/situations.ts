import type { RequestHandler } from 'msw';
import { http } from '@/testing/api';
import type { Server, ServerTool } from './servers.queries';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

export const server = (more: Partial<Server> = {}): Server => ({
  id: '0199a1b0-0000-7000-8000-000000000900',
  name: 'Weather',
  prefix: 'weather',
  url: 'https://mcp.example.org/mcp',
  header: 'Authorization',
  seconds: 15,
  isEnabled: true,
  readAt: hoursAgo(2),
  createdAt: hoursAgo(300),
  ...more,
});

export const tool = (more: Partial<ServerTool> = {}): ServerTool => ({
  name: 'forecast',
  title: null,
  description: 'Tells the weather of the next days at a place.',
  inputSchema: { type: 'object', properties: { place: { type: 'string' } } },
  hash: '9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08',
  state: 'off',
  ...more,
});

export const serversOf = (items: Server[]): RequestHandler =>
  http.get('/api/v1/assistant/servers', ({ response }) => response(200).json({ items, next: null, total: null }));
export const serverAt = (shown: Server): RequestHandler =>
  http.get('/api/v1/assistant/servers/{id}', ({ response }) => response(200).json(shown, { headers: { ETag: '"5"' } }));
export const toolsOf = (items: ServerTool[]): RequestHandler =>
  http.get('/api/v1/assistant/servers/{id}/tools', ({ response }) => response(200).json({ items }));
