import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { session } from '@/platform/session/session';
import { useCan } from '@/platform/session/use-session';
import { RefusedState } from '@/ui/states/refused-state';
import type { FeatureRoute } from './feature';

/**
 * A page, or in its place which permission is missing and whom to ask. The code of a page that would be refused is not
 * even fetched. The server decides all the same.
 */
export function guardedPage({ page, permission }: FeatureRoute): RouteComponent {
  // The router's own type loses a component that may be a class.
  const Page = lazyRouteComponent(page) as RouteComponent;
  if (!permission) return Page;
  function GuardedPage() {
    return useCan(permission) ? <Page /> : <RefusedState permission={permission} level={1} />;
  }
  GuardedPage.preload = async () => {
    if (session.get()?.permissions.includes(permission)) await Page.preload?.();
  };
  return GuardedPage;
}
