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

  /** The stored records that conditions are asked of, with the checkpoint they belong to. */
  screening(uscc: string): (Checkpoint & { readonly records: string }) | undefined {
    return this.#statements.screening.get(uscc);
  }

  /** Stored records of enterprises after a code, in code order. */
  screeningPage(after: string, limit: number): readonly { readonly uscc: string; readonly records: string }[] {
    return this.#statements.screeningPage.all(after, limit);
  }

  /** The name by which an enterprise is found; undefined for sole traders, whose names are people's. */
  name(uscc: string): string | undefined {
    return this.#statements.name.get(uscc);
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
      `SELECT version, restricted, substr(digests, ${1 + 8 * index}, 8) AS digest, ${body} AS body, position, day, rule_version AS ruleVersion
       FROM credit_profile, checkpoint WHERE uscc = ?`,
    );
  return {
    checkpoint: db.prepare<[], Checkpoint>('SELECT position, day, rule_version AS ruleVersion FROM checkpoint'),
    public: profile('public', 0),
    department: profile('department', 1),
    lookback: profile('coalesce(lookback, department)', 2),
    committee: profile('coalesce(committee, lookback, department)', 3),
    screening: db.prepare<[string], Checkpoint & { readonly records: string }>(
      `SELECT records, position, day, rule_version AS ruleVersion FROM screening_records, checkpoint WHERE uscc = ?`,
    ),
    screeningPage: db.prepare<[string, number], { uscc: string; records: string }>(
      'SELECT uscc, records FROM screening_records WHERE uscc > ? ORDER BY uscc LIMIT ?',
    ),
    name: db.prepare<[string], string>('SELECT name FROM enterprise_search WHERE uscc = ?').pluck(),
    pending: db.prepare<[], string>('SELECT sealing_id FROM pending_succession ORDER BY sealing_id').pluck(),
  };
}
