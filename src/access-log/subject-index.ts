import type Database from 'better-sqlite3';

/** The index is a table beside the log and says itself how far it was made. */
export const subjectTables = `
  CREATE TABLE IF NOT EXISTS access_subject (
    uscc TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES access (number),
    PRIMARY KEY (uscc, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS access_indexed (upto INTEGER NOT NULL) STRICT;
  INSERT INTO access_indexed SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM access_indexed);
  CREATE TRIGGER IF NOT EXISTS access_subject_never_changes BEFORE UPDATE ON access_subject
    BEGIN SELECT RAISE(ABORT, 'the access log never changes'); END;
  CREATE TRIGGER IF NOT EXISTS access_subject_never_goes BEFORE DELETE ON access_subject
    BEGIN SELECT RAISE(ABORT, 'the access log is never deleted'); END;
`;

/** Entries that may wait to be indexed. */
const batch = 500;

/** Codes that are indexed in one turn of the event loop, a few milliseconds of work; one entry may bear 10,000. */
const codesAtOnce = 1000;

/**
 * Which entries ask about an enterprise. A code falls on any page of this index, an entry always on the last one of the
 * log: indexing each with its entry would double what a read writes. So it follows behind, and is made whole when asked.
 */
export class SubjectIndex {
  readonly #indexNext: () => boolean;
  #behind = 0;
  #isIndexing = false;
  #isClosed = false;

  constructor(db: Database.Database) {
    const upto = db.prepare<[], number>('SELECT upto FROM access_indexed').pluck();
    const page = db.prepare<[number], { number: number; usccs: string }>(
      `SELECT number, usccs FROM access WHERE number > ? ORDER BY number LIMIT ${batch}`,
    );
    const subject = db.prepare('INSERT OR IGNORE INTO access_subject (uscc, number) VALUES (?, ?)');
    const moved = db.prepare('UPDATE access_indexed SET upto = ?');
    this.#indexNext = db.transaction(() => {
      const entries = page.all(upto.get() ?? 0);
      let codes = 0;
      for (const { number, usccs } of entries) {
        for (const uscc of usccsOf(usccs)) subject.run(uscc, number);
        codes += usccsOf(usccs).length;
        if (codes < codesAtOnce && number !== entries.at(-1)?.number) continue;
        moved.run(number);
        break;
      }
      return entries.length === batch || codes >= codesAtOnce;
    }).immediate;
  }

  /**
   * Entries were written; a batch of them is indexed in the turns that follow. The entries are safe whatever comes of it:
   * a disk that is full is met again by the next entry and by whoever asks, and those answer for it.
   */
  written(entries: number): void {
    this.#behind += entries;
    if (this.#behind >= batch && !this.#isIndexing) this.#indexLater();
  }

  #indexLater(): void {
    this.#isIndexing = true;
    setImmediate(() => {
      if (!this.#isClosed && this.#hasMore()) return this.#indexLater();
      this.#isIndexing = false;
      this.#behind = 0;
    });
  }

  #hasMore(): boolean {
    try {
      return this.#indexNext();
    } catch {
      return false;
    }
  }

  /** Indexes whatever was written so far, also by another process or before a crash. */
  complete(): void {
    while (this.#indexNext());
    this.#behind = 0;
  }

  /** What waits to be indexed is left to the next who asks. */
  close(): void {
    this.#isClosed = true;
  }
}

/** The codes of an entry as they stand in its row, separated by spaces. */
export function usccsOf(column: string): readonly string[] {
  return column === '' ? [] : column.split(' ');
}
