import type { Schema } from '@/api/types';

/** Sets row and control heights for the whole page; see components.ts. */
export function applyDensity(density: Schema<'Density'>) {
  document.documentElement.dataset.density = density;
}
