import type { components } from './generated/schema';

/** A named schema of the API document: `Schema<'Person'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
