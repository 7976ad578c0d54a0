import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { canonicalJson } from '../../schemas/canonical.js';
import { emptySet, setWith, setWithout } from '../../schemas/set-digest.js';
import type { Change, CopyMark, Snapshot, SnapshotRow } from './feed.js';

/** The copy is not what the source says that it must be. Nothing of what showed it was kept. */
export class CopyDiffers extends Error {
  /** Where it showed, and the digest of the copy there. */
  readonly at: CopyMark;

  constructor(reason: string, at: CopyMark) {
    super(`the copy differs from its source: ${reason}`);
    this.name = 'CopyDiffers';
    this.at = at;
  }
}

/** The file holds something else. */
export class NoCopy extends Error {
  constructor(file: string, reason: string) {
    super(`${file} ${reason}`);
    this.name = 'NoCopy';
  }
}

function opened(file: string): Database.Database {
  try {
    return new Database(file);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    throw new NoCopy(file, `cannot be opened: ${error.message}`);
  }
}

const tables = `
  CREATE TABLE IF NOT EXISTS copy (
    one INTEGER PRIMARY KEY CHECK (one = 1), list TEXT NOT NULL, cursor TEXT, digest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS listed (row_id TEXT PRIMARY KEY, uscc TEXT, row_salt TEXT, row TEXT) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS listed_by_uscc ON listed (uscc);`;

/**
 * 名单副本: a list as a department keeps it, in a file of its own. Rows, cursor and digest change together or not at all,
 * so whatever kills the holder, it goes on from where it was.
 */
export class ListCopy {
  readonly #db: Database.Database;
  readonly #statements;

  /** Opens a copy, or makes an empty one. Throws NoCopy when the file holds another list, no copy, or cannot be opened. */
  constructor(file: string, list: string) {
    this.#db = opened(file);
    try {
      adopt(this.#db, file, list);
      this.#statements = prepare(this.#db);
    } catch (error) {
      this.#db.close();
      const isOther = error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB';
      throw isOther ? new NoCopy(file, 'is no copy of a list') : error;
    }
  }

  /** Undefined while nothing has been taken yet. */
  mark(): CopyMark | undefined {
    const { cursor, digest } = this.#statements.mark.get() ?? { cursor: null, digest: '' };
    return cursor === null ? undefined : { cursor, digest };
  }

  count(): number {
    return this.#statements.count.get() ?? 0;
  }

  /** Adds up what is there. Throws CopyDiffers when somebody has changed it since it was taken. */
  verify(): void {
    const mark = this.mark();
    if (mark === undefined) return;
    let digest = emptySet;
    for (const id of this.#statements.ids.iterate()) digest = setWith(digest, id);
    if (digest !== mark.digest) throw new CopyDiffers('its rows do not add up', { cursor: mark.cursor, digest });
  }

  /** Takes a batch: all of it, or nothing. Throws CopyDiffers when the set after it is not that of the source. */
  take(changes: readonly Change[], to: CopyMark): void {
    const own = this.mark()?.digest ?? emptySet;
    this.#db.transaction(() => {
      let digest = own;
      for (const change of changes) {
        digest = change.op === 'add' ? setWith(digest, change.rowId) : setWithout(digest, change.rowId);
        if (change.op === 'add') this.#add(change, to.cursor, own);
        else if (this.#statements.remove.run(change.rowId).changes === 0) {
          throw new CopyDiffers('a row that leaves was never there', { cursor: to.cursor, digest: own });
        }
      }
      if (digest !== to.digest) throw new CopyDiffers('its set adds up to another digest', { ...to, digest });
      this.#statements.go.run(to.cursor, digest);
    })();
  }

  /** Drops everything and takes a snapshot, row by row as it comes; until it is whole the old copy stands. */
  async replace({ cursor, digest: stated, rows }: Snapshot): Promise<void> {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      this.#statements.clear.run();
      let digest = emptySet;
      for await (const row of rows) {
        digest = setWith(digest, row.rowId);
        this.#add(row, cursor, digest);
      }
      if (digest !== stated) throw new CopyDiffers('the snapshot does not add up', { cursor, digest });
      this.#statements.go.run(cursor, digest);
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }

  /** rowId = SHA-256(rowSalt ‖ canonical row), so that a row cannot be another than its id says. */
  #add({ rowId, rowSalt, row }: SnapshotRow, cursor: string, digest: string): void {
    const text = row === undefined ? null : canonicalJson(row);
    if (text !== null && idOf(rowSalt ?? '', text) !== rowId) {
      throw new CopyDiffers('a row is not what its id says', { cursor, digest });
    }
    const { changes } = this.#statements.add.run(rowId, row?.uscc ?? null, rowSalt ?? null, text);
    if (changes === 0) throw new CopyDiffers('a row that comes was there already', { cursor, digest });
  }
}

function idOf(salt: string, text: string): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(text).digest('hex');
}

function adopt(db: Database.Database, file: string, list: string): void {
  const found = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  if (found.length > 0 && !['copy', 'listed'].every((name) => found.includes(name)))
    throw new NoCopy(file, 'is no copy of a list');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(tables);
  db.prepare('INSERT OR IGNORE INTO copy (one, list, digest) VALUES (1, ?, ?)').run(list, emptySet);
  const known = db.prepare<[], string>('SELECT list FROM copy').pluck().get();
  if (known !== list) throw new NoCopy(file, `holds ${known}`);
}

function prepare(db: Database.Database) {
  return {
    mark: db.prepare<[], { cursor: string | null; digest: string }>('SELECT cursor, digest FROM copy'),
    count: db.prepare<[], number>('SELECT count(*) FROM listed').pluck(),
    ids: db.prepare<[], string>('SELECT row_id FROM listed').pluck(),
    add: db.prepare('INSERT OR IGNORE INTO listed (row_id, uscc, row_salt, row) VALUES (?, ?, ?, ?)'),
    remove: db.prepare('DELETE FROM listed WHERE row_id = ?'),
    clear: db.prepare('DELETE FROM listed'),
    go: db.prepare('UPDATE copy SET cursor = ?, digest = ?'),
  };
}
