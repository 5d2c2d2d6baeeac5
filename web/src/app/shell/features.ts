import { namespaceOf } from '@/platform/i18n/catalogue';
import type { FeatureNavigation } from './feature-navigation';

const found: Record<string, FeatureNavigation> = {
  ...import.meta.glob<FeatureNavigation>('../../features/*/*/navigation.ts', { eager: true, import: 'navigation' }),
  ...import.meta.glob<FeatureNavigation>('../../../../samples/*/web/*/navigation.ts', {
    eager: true,
    import: 'navigation',
  }),
};

/** What the shell offers of every feature. Only the shell may import it: whoever signs in needs none of it. */
export const features = Object.entries(found).map(([path, navigation]) => ({
  namespace: namespaceOf(path),
  ...navigation,
}));
