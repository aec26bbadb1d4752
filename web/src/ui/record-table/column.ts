// What a list is: its address in the API, its columns, its filters, what may be done to many rows.
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { paths } from "@/api/schema";
import type { FilterField } from "./grammar";

export interface AnyRow {
  id: string;
  version?: number;
}

export interface InlineEdit<Row> {
  value: (row: Row) => string;
  /** Absent: always. */
  may?: (row: Row) => boolean;
  placeholder?: string;
  /** Leaving it empty changes nothing. */
  isRequired?: boolean;
  /** Writes the field and answers with the record as it is now. */
  save: (row: Row, value: string) => Promise<Row>;
  /** The row as it will look, shown while the server is asked. */
  expect: (row: Row, value: string) => Row;
}

export interface RecordColumn<Row> {
  id: string;
  label: string;
  /** In pixels; one column may grow. */
  width: number;
  grows?: boolean;
  align?: "end";
  /** The name that `ordering` takes. */
  ordering?: string;
  /** Not shown until chosen. */
  isExtra?: boolean;
  cell: (row: Row) => ReactNode;
  edit?: InlineEdit<Row>;
}

/** The addresses that do one thing to many records. */
export type BulkPath = Extract<keyof paths, `/api/v1/${string}/bulk/${string}` | "/api/v1/quotes/bulk">;

export interface BulkAction {
  id: string;
  label: string;
  icon: LucideIcon;
  path: BulkPath;
  body: object;
  /** Sets members, so that it can be taken back. */
  canUndo?: boolean;
  /** Asks for one of these, which becomes a part of the body. */
  chooses?: { label: string; options: { value: string; label: string; body: object }[] };
  /** Asks for a sentence that becomes this member of the body. */
  asks?: { member: string; label: string };
  isDanger?: boolean;
}

export interface BuiltInView {
  id: string;
  label: string;
  /** As behind the question mark. */
  query: string;
}

/** A field to filter by, with its words for people. */
export interface FilterChoice extends FilterField {
  label: string;
  wordLabel?: (word: string) => string;
}

/** The addresses of the API that answer with a list in its grammar. */
export type ListPath = {
  [P in keyof paths]: paths[P] extends { get: { responses: { 200: { content: { "application/json": { items: unknown[]; next_cursor?: unknown } } } } } } ? P : never;
}[keyof paths];

export interface RecordList<Row extends AnyRow> {
  /** As saved views name it; also the first part of the query keys. */
  id: string;
  path: ListPath;
  label: string;
  queryKey: readonly string[];
  columns: RecordColumn<Row>[];
  filters: FilterChoice[];
  defaultOrdering: string;
  views: BuiltInView[];
  bulk: BulkAction[];
  to: (row: Row) => string;
  nameOf: (row: Row) => string;
  /** The row on a phone. */
  card: (row: Row) => ReactNode;
  canSearch?: boolean;
  /** False for the lists that the API writes no CSV of. */
  canExport?: boolean;
  /** For rows that change without anybody telling: how often they are asked for again. */
  lookAgainMs?: number;
}
