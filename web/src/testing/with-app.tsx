import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import type { Decorator } from '@storybook/react-vite';
import Box from '@mui/material/Box';
import type { RequestHandler } from 'msw';
import { type ReactNode, Suspense, use, useState } from 'react';
import type { Schema } from '@/api/types';
import { keepLinkToken } from '@/platform/session/link-token';
import { chooseLanguage, startI18n } from '@/platform/i18n/i18n';
import { isLanguage } from '@/platform/i18n/languages';
import { createQueryClient } from '@/platform/query';
import { parseSearch, stringifySearch } from '@/app/search';
import { session } from '@/platform/session/session';
import { Toaster } from '@/ui/feedback/toaster';
import { ThemeProvider } from '@/ui/theme/theme-provider';
import { resetApi, useApi } from './api';
import { member, sessionOf } from './people';

/** What a story says about its surroundings: `parameters: { api, session, path, token }`. */
export type Surroundings = {
  api?: readonly RequestHandler[];
  session?: Partial<Schema<'Session'>>;
  path?: string;
  /** As if the page had been opened from a mail. */
  token?: string;
  frame?: 'account' | 'page';
};

const texts = startI18n();

/** Every story stands in the real theme, texts, session, queries and a router of one page, before an API of its own. */
export const withApp: Decorator = (Story, { parameters, globals, id }) => (
  <Suspense fallback={null}>
    <Stage key={id} around={parameters} theme={globals.theme} language={globals.language}>
      <Story />
    </Stage>
  </Suspense>
);

type StageProps = { around: Surroundings; theme: unknown; language: unknown; children: ReactNode };

function Stage({ around, theme, language, children }: StageProps) {
  use(texts);
  const [stage] = useState(() => setUp(around, children));
  document.documentElement.dataset.theme = theme === 'dark' ? 'dark' : 'light';
  if (isLanguage(language)) void chooseLanguage(language);
  return (
    <ThemeProvider>
      <QueryClientProvider client={stage.queries}>
        <RouterProvider router={stage.router} />
      </QueryClientProvider>
    </ThemeProvider>
  );
}

function setUp({ api = [], session: view, path = '/', token, frame = 'page' }: Surroundings, page: ReactNode) {
  resetApi();
  useApi(...api);
  session.set({ ...sessionOf(member), ...view });
  const { pathname } = new URL(path, location.origin);
  if (token) keepLinkToken(pathname, token);
  const queries = createQueryClient();
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retry: false } });
  const root = createRootRoute({
    component: () => (
      <>
        <Box component="main" sx={{ p: 6, maxWidth: frame === 'account' ? 432 : 'none', mx: 'auto' }}>
          <Suspense>{page}</Suspense>
        </Box>
        <Toaster />
      </>
    ),
    notFoundComponent: () => null,
  });
  const router = createRouter({
    routeTree: root,
    history: createMemoryHistory({ initialEntries: [path] }),
    parseSearch,
    stringifySearch,
  });
  return { queries, router };
}
