import type Database from 'better-sqlite3';
import type { EnterpriseView } from '../../../projections/projection.js';
import type { EnterpriseEvent } from '../../domain/enterprise.js';

/** What a table is told of an enterprise: its view, and what the view's history says of the days ahead. */
export interface EnterpriseRendering extends EnterpriseView {
  /** Its own stream, also what is withdrawn. */
  readonly events: readonly EnterpriseEvent[];
  /** The first day on which something may read differently by time alone. */
  readonly nextChange: string | null;
}

/** Rewrites an enterprise's rows in one table. */
export type RowWriter = (rendering: EnterpriseRendering) => void;

/** A table of the read models: how it is made, how it is filled, and what of it is compared. */
export interface ReadTable {
  readonly name: string;
  readonly edition: number;
  readonly ddl: string;
  /** Columns and order of the canonical rows whose digest two files are compared by. */
  readonly canonical: string;
  writer(db: Database.Database): RowWriter;
}
