import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [{ path: '/notes', page: () => import('./notes-page'), title: 'title', permission: 'notes.notes.read' }];
