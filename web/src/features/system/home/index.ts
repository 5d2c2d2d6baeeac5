import type { FeatureRoute } from '@/app/feature';

export const routes: readonly FeatureRoute[] = [{ path: '/', title: 'title', page: () => import('./home-page') }];
