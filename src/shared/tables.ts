import type { TableName, Tables } from './domain';

/** Reads one document by table and id; undefined when it does not exist or is not loaded. */
export interface Reading {
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined;
}

/** Reads from the tables that are given; what would stand in others is not there. */
export function readingFrom(tables: { readonly [T in TableName]?: (id: string) => Tables[T] | undefined }): Reading {
  return { get: (table, id) => tables[table]?.(id) };
}

/** One document to put (or, with null, to remove). */
export type Write = {
  [T in TableName]: { readonly table: T; readonly id: string; readonly doc: Tables[T] | null };
}[TableName];

/** The tables that are always in memory. */
export const inboxTables = [
  'channels',
  'contacts',
  'addresses',
  'threads',
  'knowledge',
  'canned',
  'settings',
] as const satisfies readonly TableName[];
export type InboxTable = (typeof inboxTables)[number];

/** Gives one write, typed by its table. */
export function put<T extends TableName>(table: T, id: string, doc: Tables[T] | null): Write {
  return { table, id, doc } as Write;
}

/** Gives a write for each document of a list, if there is one. */
export function putAll<T extends TableName>(table: T, docs: readonly Tables[T][] | undefined): Write[] {
  return docs?.map((doc) => put(table, doc._id, doc)) ?? [];
}
