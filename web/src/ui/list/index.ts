export type { ListQuery } from './address';
export type { Choice, Column, Filter, ListDefinition, ListPage, ListSource } from './definition';
export { DetailPanel } from './detail-panel';
export { LinkButton } from './link-button';
export { ListFrame } from './list-frame';
export { ListView } from './list-view';
export { oneOf, paging, someOf } from './parameters';
export { runEach, type EachResult } from './run-each';
export type { Selection } from './use-selection';
