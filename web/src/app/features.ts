import type { Feature } from './feature';

const found: Record<string, Feature> = {
  ...import.meta.glob<Feature>('../features/*/*/index.ts', { eager: true, import: 'feature' }),
  ...import.meta.glob<Feature>('../../../samples/*/web/*/index.ts', { eager: true, import: 'feature' }),
};

/** Every feature of the platform and of the builder's own modules. A new folder is enough; no list is kept. */
export const features: readonly Feature[] = Object.values(found);
