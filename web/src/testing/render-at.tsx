import { createMemoryHistory } from '@tanstack/react-router';
import { render, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RequestHandler } from 'msw';
import { expect } from 'vitest';
import type { Schema } from '@/api/types';
import { App } from '@/app/app';
import { createAppRouter } from '@/app/router';
import { createQueryClient } from '@/platform/query';
import { session } from '@/platform/session/session';
import { everywhere } from './answers';
import { useApi } from './api';
import { member, sessionOf } from './people';

type Situation = {
  /** `null` for nobody. */
  user?: Partial<Schema<'SessionUser'>> | null;
  permissions?: readonly string[];
  capabilities?: Partial<Schema<'Capabilities'>>;
  handlers?: readonly RequestHandler[];
};

/** The whole application at an address, as that person would meet it. */
export async function renderAt(path: string, { user = {}, permissions, capabilities, handlers = [] }: Situation = {}) {
  const view = sessionOf(user && { ...member, ...user }, permissions);
  session.set({ ...view, capabilities: { ...view.capabilities, ...capabilities } });
  useApi(...handlers, ...everywhere);
  const router = createAppRouter(createMemoryHistory({ initialEntries: [path] }));
  const queries = createQueryClient();
  // Tests look at the first failure; waiting for the third would only be slow.
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retry: false } });
  const rendered = render(<App router={router} queries={queries} />);
  await waitFor(() => expect(router.state.status).toBe('idle'), { timeout: 30_000 });
  return { ...rendered, user: userEvent.setup(), router };
}
