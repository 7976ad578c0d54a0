import type Database from 'better-sqlite3';
import type { EventReader } from '../event-log/event-log.js';
import { build } from './builder.js';
import { checkpointOf, isUnreadable, makeFile, openFile, settle } from './file.js';
import { type Generations, removeDatabase } from './generations.js';
import { makeTable, newerTables, outdatedTables } from './tables.js';

/** A file of read models that serves, open for writing. */
export interface ServingFile {
  readonly file: string;
  readonly db: Database.Database;
}

/** Hears in words what had to be done before the read models could serve. */
export type Said = (message: string) => void;

/** A file whose rows turned out not to be readable, and how that showed. */
export interface Distrusted {
  readonly file: string;
  readonly reason: string;
}

/** The file was made by a newer program: an older one would serve what it misreads. */
export class NewerReadModels extends Error {
  constructor(file: string, tables: readonly string[]) {
    super(`${file} was made by a newer program (${tables.join(', ')}); update this one or run \`qcr rebuild\``);
    this.name = 'NewerReadModels';
  }
}

/**
 * Opens the serving generation for writing. What is missing, cannot be read, is distrusted, or was made by another
 * derivation is made again from the log first; tables of the same edition are kept. One process does so, others wait
 * for it. What a kill left half made is discarded. Throws NewerReadModels.
 */
export function openServing(
  reader: EventReader,
  generations: Generations,
  said: Said,
  distrusted?: Distrusted,
): ServingFile {
  const opened = openCurrent(reader, generations, distrusted);
  if ('db' in opened && outdatedTables(opened.db).length === 0) {
    generations.lock.holdIfFree(() => generations.discardAllBut(generations.current() ?? opened.file));
    return opened;
  }
  if ('db' in opened) opened.db.close();
  return generations.lock.hold(
    () => madeAgain(reader, generations, said, distrusted),
    () => said('another process is making the read models: waiting for it'),
  );
}

/** With the lock held: by now another process may have done what had to be done. */
function madeAgain(reader: EventReader, generations: Generations, said: Said, distrusted?: Distrusted): ServingFile {
  const found = readable(generations.current(), () => {
    const opened = openCurrent(reader, generations, distrusted);
    return 'db' in opened ? refreshed(reader, generations, opened, said) : opened;
  });
  if ('db' in found) return found;
  if (reader.head().position > 0) said(`${found.reason}: building the read models from the log`);
  return serve(buildGeneration(reader, generations), generations);
}

interface Unusable {
  readonly reason: string;
}

/** The serving file, if it can be used; else why not. One that is ahead of the log was made of another log. */
function openCurrent(reader: EventReader, generations: Generations, distrusted?: Distrusted): ServingFile | Unusable {
  const file = generations.current();
  if (file === undefined) return { reason: 'no generation serves' };
  if (file === distrusted?.file) return unreadable(file, distrusted.reason);
  return readable(file, () => {
    const db = openFile(file);
    try {
      const { position } = checkpointOf(db);
      const newer = newerTables(db);
      if (newer.length > 0) throw new NewerReadModels(file, newer);
      if (position <= reader.head().position) return { file, db };
      db.close();
      return { reason: `${file} is at position ${position}, ahead of the log` };
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** What the task makes of a file; why not, when the file turns out to be damaged. */
function readable(file: string | undefined, task: () => ServingFile | Unusable): ServingFile | Unusable {
  try {
    return task();
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return unreadable(file, error.message);
  }
}

function unreadable(file: string | undefined, reason: string): Unusable {
  return { reason: `${file} cannot be read (${reason})` };
}

function serve(serving: ServingFile, generations: Generations): ServingFile {
  generations.pointTo(serving.file);
  generations.discardAllBut(serving.file);
  return serving;
}

/** Builds a whole new generation beside the one that serves, up to the head. It does not serve yet. */
export function buildGeneration(
  reader: EventReader,
  generations: Generations,
  watch?: (done: number) => void,
): ServingFile {
  return making(generations.next(), makeFile, (db) => {
    build(reader, db, { position: reader.head().position, ...(watch === undefined ? {} : { watch }) });
  });
}

/** Makes a file, whole and on disk before anything may point to it; removes what comes of a making that fails. */
function making(file: string, open: (file: string) => Database.Database, fill: (db: Database.Database) => void) {
  let db: Database.Database | undefined;
  try {
    db = open(file);
    fill(db);
    settle(db);
    return { file, db };
  } catch (error) {
    db?.close();
    removeDatabase(file);
    throw error;
  }
}

/** Rebuilds the tables of other editions in a copy of the file, and keeps the rest of it. */
function refreshed(reader: EventReader, generations: Generations, serving: ServingFile, said: Said): ServingFile {
  const outdated = outdatedTables(serving.db);
  if (outdated.length === 0) return serving;
  said(`building anew what another edition made: ${outdated.map(({ name }) => name).join(', ')}`);
  const copy = (file: string): Database.Database => {
    serving.db.prepare('VACUUM INTO ?').run(file);
    return openFile(file);
  };
  try {
    const made = making(generations.next(), copy, (db) => {
      for (const table of outdated) {
        for (const name of tablesOf(table.ddl)) db.exec(`DROP TABLE IF EXISTS ${name}`);
        makeTable(db, table);
      }
      build(reader, db, { position: checkpointOf(db).position, tables: outdated });
    });
    return serve(made, generations);
  } finally {
    serving.db.close();
  }
}

/** The names of the tables that some statements make. */
function tablesOf(ddl: string): readonly string[] {
  return [...ddl.matchAll(/CREATE (?:VIRTUAL )?TABLE (\w+)/g)].flatMap(([, name]) => name ?? []);
}
