import i18next from 'i18next';
import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import type { EverywherePart } from './feature-navigation';
import { features } from './features';

const parts = features.flatMap(({ namespace, everywhere = [] }) =>
  everywhere.map(({ place, part }) => ({ key: `${namespace}.${place}`, place, Part: withTexts(namespace, part) })),
);

/** The code and the texts of a part come after the page that it stands on. */
function withTexts(namespace: string, part: EverywherePart['part']) {
  return lazy(async (): Promise<{ default: ComponentType }> => {
    const [loaded] = await Promise.all([part(), i18next.loadNamespaces(namespace)]);
    return loaded;
  });
}

/** What features put on every page. */
export function Everywhere({ place, fallback = null }: { place: EverywherePart['place']; fallback?: ReactNode }) {
  return parts
    .filter((each) => each.place === place)
    .map(({ key, Part: Shown }) => (
      <Aside key={key}>
        <Suspense fallback={fallback}>
          <Shown />
        </Suspense>
      </Aside>
    ));
}

/** A part that fails, for example because a new version has taken its file away, must not take the page with it. */
class Aside extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
