import type { ReactNode } from 'react';
import type { ListQuery } from './address';

/** One page of any list of the API. */
export interface ListPage<Row> {
  items: Row[];
  next: string | null;
  total?: number | null | undefined;
}

export interface Column<Row> {
  id: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** The operation's declared sort. Without it the header is not a button. */
  sort?: string;
  align?: 'start' | 'end';
  width?: number | string;
  /** Not shown until a person asks for it in the columns menu. */
  hidden?: boolean;
  /**
   * What a phone shows: the title is the row's link, a badge stands beside it, a line below it with its label; plain
   * text stands without one, beside other plain text, where the value speaks for itself.
   */
  phone?: 'title' | 'badge' | 'line' | 'plain';
}

export interface Choice {
  value: string;
  label: string;
  /** Tells two of the same name apart. */
  help?: string;
}

/** A question that the query cache keeps the answer to. */
export interface Lookup<Answer> {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<Answer>;
}

/** A filter's `id` is the operation's own parameter, so that an address and an API call read alike. */
export type Filter =
  /** An open one also takes values it has no label for, such as those of a builder's own module. */
  | {
      kind: 'choice';
      id: string;
      label: string;
      options: readonly Choice[];
      multiple?: boolean;
      open?: boolean;
      /** The one that people switch all the time stands over the list as tabs, "All" first. */
      tabs?: boolean;
    }
  | { kind: 'text'; id: string; label: string; help?: string }
  | { kind: 'dates'; id: string; label: string; from: string; to: string }
  /**
   * Points at one thing by its id and shows its name. It comes with a link ("entries of this person"); where `find` can
   * look things up by words, people can also choose one.
   */
  | {
      kind: 'link';
      id: string;
      label: string;
      nameOf?: (value: string) => Lookup<string | null>;
      find?: ((words: string) => Lookup<readonly Choice[]>) | undefined;
    };

/** All that tells one list from another. Built in a hook of the feature, since labels come from its texts. */
export interface ListDefinition<Row> {
  /** Names what this browser remembers of the list: columns, density, views. */
  id: string;
  /** What the list holds, for a screen reader: "People". */
  label: string;
  columns: readonly Column<Row>[];
  filters: readonly Filter[];
  /** The operation's own order where the address names none: `-createdAt`. */
  defaultSort: string;
  /** The label of the search box, where the operation takes `q`. */
  search?: string;
  /** The operation's path, where it exports. */
  exportPath?: string;
  rowId: (row: Row) => string;
  /** What a person calls the row: "Select Ana Ruiz". */
  rowName: (row: Row) => string;
  /** Where Enter and a click lead; without it rows do not open. */
  rowPath?: (row: Row) => string;
  empty: { title: string; text: string; action?: ReactNode };
}

/** Asks the server for one page. The list kit adds cache, count and states around it. */
export interface ListSource<Row> {
  key: readonly unknown[];
  load: (query: ListQuery, signal: AbortSignal) => Promise<ListPage<Row>>;
  /** Asked again after so many milliseconds, while the tab is looked at and nobody is about to press a row. */
  every?: number;
  /** Events of the server after which it is asked at once; `every` is then the net for those that get lost. */
  news?: readonly string[];
}
