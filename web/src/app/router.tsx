import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import i18next from 'i18next';
import { type ComponentType, lazy } from 'react';
import { keepLinkToken } from '@/platform/session/link-token';
import { signInSearch } from '@/platform/session/return-address';
import { session } from '@/platform/session/session';
import { useSession } from '@/platform/session/use-session';
import { LoadingState } from '@/ui/states/loading-state';
import type { FeatureRoute, Frame } from './feature';
import { features } from './features';
import { guardedPage } from './guarded-page';
import { RouteError } from './route-error';
import { Root } from './root';
import { parseSearch, stringifySearch } from './search';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** `<namespace>:<key>` of the title. */
    title?: string;
  }
}

export function createAppRouter(history?: RouterHistory) {
  const root = createRootRoute({
    component: Root,
    notFoundComponent: openOrShell(MissingPage),
    errorComponent: RouteError,
  });
  const frames = createFrames(root);
  for (const [frame, parent] of Object.entries(frames)) {
    parent.addChildren(
      features.flatMap(({ namespace, routes }) =>
        routes
          .filter((route) => (route.frame ?? 'shell') === frame)
          .map((route) => createPage(namespace, route, parent)),
      ),
    );
  }
  return createRouter({
    routeTree: root.addChildren(Object.values(frames)),
    history,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: RouteError,
    defaultPendingComponent: LoadingState,
    defaultPendingMs: 150,
    scrollRestoration: true,
  });
}

function createFrames(root: AnyRoute): Record<Frame, AnyRoute> {
  const getParentRoute = () => root;
  return {
    shell: createRoute({
      getParentRoute,
      id: 'shell',
      component: lazyRouteComponent(() => import('./shell/shell'), 'Shell'),
      beforeLoad({ location }) {
        if (!session.get()?.user) throw redirect({ to: '/sign-in', search: signInSearch('required', location.href) });
      },
    }),
    account: createRoute({
      getParentRoute,
      id: 'account',
      component: lazyRouteComponent(() => import('./account-frame'), 'AccountFrame'),
      beforeLoad({ location }) {
        // Out of the address bar before anything else runs: neither history nor a screenshot may keep it.
        const { token, ...search } = location.search as Record<string, string | undefined>;
        if (!token) return;
        keepLinkToken(location.pathname, token);
        throw redirect({ to: location.pathname, search, replace: true });
      },
    }),
    open: createRoute({
      getParentRoute,
      id: 'open',
      component: openOrShell(),
    }),
  };
}

const MissingPage = lazy(() => import('./missing-page'));
const InsideFrame = lazy(async () => ({ default: (await import('./shell/shell')).Shell }));
const OutsideFrame = lazy(async () => ({ default: (await import('./open-frame')).OpenFrame }));

/** What is there for everyone: for whoever is signed in with the rail beside it, as everything else. */
function openOrShell(Page?: ComponentType) {
  return function OpenOrShell() {
    const Frame = useSession().user ? InsideFrame : OutsideFrame;
    return <Frame>{Page && <Page />}</Frame>;
  };
}

function createPage(namespace: string, route: FeatureRoute, parent: AnyRoute): AnyRoute {
  const { children = [] } = route;
  const page: AnyRoute = createRoute({
    getParentRoute: () => parent,
    path: route.path,
    component: guardedPage(route),
    staticData: { title: `${namespace}:${route.title}` },
    // The texts travel beside the page's code, so that it appears whole.
    loader: () => i18next.loadNamespaces(namespace),
  });
  return page.addChildren(children.map((child) => createPage(namespace, child, page)));
}
