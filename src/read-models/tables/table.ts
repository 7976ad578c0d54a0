import type Database from 'better-sqlite3';
import type { ListHistory } from '../../../projections/joint-lists/point.js';
import type { EnterpriseView } from '../../../projections/projection.js';
import type { EnterpriseEvent } from '../../domain/enterprise.js';

/** What a table is told of an enterprise: its view, and what the view's history says of the days ahead. */
export interface EnterpriseRendering extends EnterpriseView {
  /** Its own stream, also what is withdrawn. */
  readonly events: readonly EnterpriseEvent[];
  /** Position of the first event in its own stream: a number that is its own, whatever order rows are made in. */
  readonly since: number;
  /** The first day on which something may read differently by time alone. */
  readonly nextChange: string | null;
  /** What has happened to it since it was rendered last, position by position. */
  readonly history: ListHistory;
  /** Ids of its events that nobody below archive may see. */
  readonly hidden: ReadonlySet<string>;
}

/** Rewrites an enterprise's rows in one table. */
export type RowWriter = (rendering: EnterpriseRendering) => void;

/** What two files of read models are compared by. */
export interface ComparedTable {
  readonly name: string;
  /** The columns by which rows are told apart, and in whose order their digest is made. */
  readonly key: readonly string[];
  /** The columns of a canonical row. */
  readonly columns: readonly string[];
}

/** A table of the read models: how it is made, how it is filled, and what of it is compared. */
export interface ReadTable extends ComparedTable {
  readonly edition: number;
  readonly ddl: string;
  writer(db: Database.Database): RowWriter;
  /** Puts the new rows of all enterprises in order, at the end of the transaction that wrote the last of them. */
  finish?(db: Database.Database): void;
}
