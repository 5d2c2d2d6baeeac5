import { namespaceOf } from '@/platform/i18n/catalogue';
import type { FeatureRoute } from './feature';

const found: Record<string, readonly FeatureRoute[]> = {
  ...import.meta.glob<readonly FeatureRoute[]>('../features/*/*/index.ts', { eager: true, import: 'routes' }),
  ...import.meta.glob<readonly FeatureRoute[]>('../../../samples/*/web/*/index.ts', { eager: true, import: 'routes' }),
};

/** Every feature of the platform and of the builder's own modules. A new folder is enough; no list is kept. */
export const features = Object.entries(found).map(([path, routes]) => ({ namespace: namespaceOf(path), routes }));
