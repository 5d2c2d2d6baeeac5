export { EmptyState } from './empty-state';
export { ErrorState } from './error-state';
export { LoadingState } from './loading-state';
export { MessageState } from './message-state';
export { OfflineBanner } from './offline-banner';
export { QueryState } from './query-state';
export { RefusedState } from './refused-state';
