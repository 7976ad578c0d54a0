import Database from 'better-sqlite3';
import type { StoredSight } from '../../projections/credit-profile.js';
import type { Checkpoint } from './file.js';

/** A profile row as a reader gets it: bytes to send, never parsed. */
export interface StoredProfile extends Checkpoint {
  readonly version: number;
  /** 1 when some viewers may see petition findings, which no stored row carries. */
  readonly restricted: number;
  readonly digest: string;
  readonly body: Buffer;
}

/** One generation of read models, open for reading. */
export class ReadFile {
  readonly file: string;
  readonly db: Database.Database;
  readonly #statements;

  constructor(file: string) {
    this.file = file;
    this.db = new Database(file, { readonly: true, timeout: 10_000 });
    this.db.pragma('cache_size = -65536');
    this.#statements = prepare(this.db);
  }

  checkpoint(): Checkpoint | undefined {
    return this.#statements.checkpoint.get();
  }

  /** The stored row, with the checkpoint it belongs to: one statement, so both are of one moment. */
  profile(uscc: string, sight: StoredSight): StoredProfile | undefined {
    return this.#statements[sight].get(uscc);
  }

  pendingSuccessions(): readonly string[] {
    return this.#statements.pending.all();
  }

  close(): void {
    this.db.close();
  }
}

function prepare(db: Database.Database) {
  const profile = (body: string, index: number) =>
    db.prepare<[string], StoredProfile>(
      `SELECT version, restricted, substr(digests, ${1 + 8 * index}, 8) AS digest, ${body} AS body, position, day
       FROM credit_profile, checkpoint WHERE uscc = ?`,
    );
  return {
    checkpoint: db.prepare<[], Checkpoint>('SELECT position, day FROM checkpoint'),
    public: profile('public', 0),
    department: profile('department', 1),
    lookback: profile('coalesce(lookback, department)', 2),
    committee: profile('coalesce(committee, lookback, department)', 3),
    pending: db.prepare<[], string>('SELECT sealing_id FROM pending_succession ORDER BY sealing_id').pluck(),
  };
}
