import Database from 'better-sqlite3';
import { addDays } from '../../schemas/day.js';
import type { AccessEntry, AccessFilter, AccessLog, NumberedEntry } from './access-log.js';
import { type AccessRow, EntrySearch } from './entry-search.js';
import { SubjectIndex, subjectTables, usccsOf } from './subject-index.js';

const tables = `
  CREATE TABLE IF NOT EXISTS access (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    department TEXT NOT NULL,
    key TEXT NOT NULL,
    what TEXT NOT NULL,
    usccs TEXT NOT NULL,
    purpose TEXT,
    axes TEXT,
    status INTEGER NOT NULL,
    result TEXT
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS access_never_changes BEFORE UPDATE ON access
    BEGIN SELECT RAISE(ABORT, 'the access log never changes'); END;
  CREATE TRIGGER IF NOT EXISTS access_never_goes BEFORE DELETE ON access
    BEGIN SELECT RAISE(ABORT, 'the access log is never deleted'); END;
  CREATE TRIGGER IF NOT EXISTS access_never_replaced BEFORE INSERT ON access
    WHEN EXISTS (SELECT 1 FROM access WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'the access log is never replaced'); END;
`;

interface Waiting {
  readonly entry: AccessEntry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The access log of a node, a file of its own. What comes in during one turn of the event loop is written in one
 * transaction; WAL with synchronous=NORMAL, since a read must not wait for the disk.
 */
export class SqliteAccessLog implements AccessLog {
  readonly #db: Database.Database;
  readonly #insertOne;
  readonly #search: EntrySearch;
  readonly #subjects: SubjectIndex;
  readonly #insertAll: (entries: readonly Waiting[]) => void;
  #waiting: Waiting[] = [];

  constructor(file: string) {
    this.#db = new Database(file, { timeout: 10_000 });
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = NORMAL');
    this.#db.exec(tables + subjectTables);
    this.#insertOne = this.#db.prepare(
      `INSERT INTO access (at, department, key, what, usccs, purpose, axes, status, result)
       VALUES (:at, :department, :key, :what, :usccs, :purpose, :axes, :status, :result)`,
    );
    this.#search = new EntrySearch(this.#db);
    this.#subjects = new SubjectIndex(this.#db);
    this.#insertAll = this.#db.transaction((entries: readonly Waiting[]) => {
      for (const { entry } of entries) this.#insert(entry);
    }).immediate;
  }

  record(entry: AccessEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#write());
    });
  }

  async entries(filter: AccessFilter): Promise<readonly NumberedEntry[]> {
    const { uscc, from, until, before, limit, department, key } = filter;
    const asked = {
      department: department ?? null,
      key: key ?? null,
      from: from === undefined ? null : startOf(from),
      until: until === undefined ? null : startOf(addDays(until, 1)),
      before: before ?? Number.MAX_SAFE_INTEGER,
      limit,
    };
    if (uscc === undefined) return (await this.#search.newest(asked)).map(entryOf);
    this.#subjects.complete();
    return this.#search.about(uscc, asked).map(entryOf);
  }

  /** Writes what waits, then closes. */
  close(): void {
    this.#write();
    this.#subjects.close();
    this.#db.close();
  }

  #write(): void {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    try {
      this.#insertAll(group);
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const { resolve } of group) resolve();
    this.#subjects.written(group.length);
  }

  #insert({ usccs, axes, purpose, result, ...entry }: AccessEntry): void {
    this.#insertOne.run({
      ...entry,
      usccs: [...new Set(usccs)].join(' '),
      purpose: purpose ?? null,
      axes: axes === undefined ? null : JSON.stringify(axes),
      result: result ?? null,
    });
  }
}

/** The instant at which a day begins in Shanghai. */
function startOf(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString();
}

/** Of the codes asked about, the first hundred in order. */
function entryOf({ usccs, purpose, axes, result, ...row }: AccessRow): NumberedEntry {
  return {
    ...row,
    usccs: [...usccsOf(usccs)].sort().slice(0, 100),
    purpose: purpose ?? undefined,
    axes: axes === null ? undefined : JSON.parse(axes),
    result: result ?? undefined,
  };
}
